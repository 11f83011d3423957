import { reactive } from 'vue'
import { expect, it, vi } from 'vitest'
import { answerOf, type TaskInput } from '#shared/analysis/tasks.ts'
import { taskCases } from '#shared/analysis/testing/taskCases.ts'
import { AnalysisPool } from './analysisPool.ts'
import { answerQuestions } from './answerQuestions.ts'

/** A pool whose only worker is a port of this process: messages are cloned as between a window and a worker. */
function openPool() {
  const { port1, port2 } = new MessageChannel()
  const stopped: unknown[] = []
  answerQuestions(port2)
  port2.addEventListener('message', ({ data }: MessageEvent<object>) => {
    if ('stop' in data) stopped.push(data.stop)
  })
  for (const port of [port1, port2]) port.start()
  return {
    pool: new AnalysisPool(() => port1 as unknown as Worker, 1),
    stopped,
    asker: port1,
    end: () => port1.close(),
  }
}

it('answers as the task itself does', async () => {
  const { pool, end } = openPool()
  for (const task of ['compare', 'bands', 'openDecisions', 'spaceEffect'] as const)
    expect(await pool.ask(task, taskCases[task])).toEqual(answerOf(task, taskCases[task]))
  end()
})

it('accepts questions with reactive data', async () => {
  const { pool, end } = openPool()
  const { space, regime } = taskCases.spaceSize
  expect(await pool.ask('spaceSize', { space: reactive(space), regime })).toEqual(
    answerOf('spaceSize', { space, regime }),
  )
  end()
})

it('reports a survey as it grows, until it is stopped', async () => {
  const { pool, end, asker } = openPool()
  const stop = new AbortController()
  const draws: number[] = []
  const left = pool.ask('drawnFlops', taskCases.drawnFlops, {
    signal: stop.signal,
    onOutput: (output) => {
      draws.push(output.draws)
      if (draws.length === 2) stop.abort(new Error('enough'))
    },
  })
  await expect(left).rejects.toThrow('enough')
  // After the stop, at most the output in progress arrives, then the end.
  const replies: object[] = []
  asker.addEventListener('message', ({ data }: MessageEvent<object>) => replies.push(data))
  await vi.waitFor(() => expect(replies.some((reply) => 'isOver' in reply)).toBe(true))
  expect([draws, replies.length <= 2]).toEqual([[1000, 2000], true])
  end()
})

it('reports the error of the task', async () => {
  const { pool, end } = openPool()
  const sampled: TaskInput<'sample'> = { ...taskCases.sample, count: 0 }
  await expect(pool.ask('sample', sampled)).rejects.toThrow('invalid count: 0 (a whole number from 1)')
  end()
})
