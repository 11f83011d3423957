import { describe, expect, it } from 'vitest'
import { answerDigest } from './testing/answerDigest.ts'
import { taskCases } from './testing/taskCases.ts'
import { answerOf, outputsOf, tasks, type TaskName } from './tasks.ts'

const names = Object.keys(tasks) as TaskName[]

/**
 * Digests of the answers from before the tasks shared one table. A different digest means a different number on some
 * screen or in a report.
 */
const answers: Record<TaskName, string> = {
  spaceSize: '6fc5088ecba2e2d9',
  spaceSizes: '9ceb9caf7346f748',
  spaceEffect: '14ec057350e4ff19',
  drawnFlops: '8b65d0f9c1d30bfd',
  nextNetwork: '23fa405d55416728',
  sample: '3a588ece0cd2b8ac',
  growSample: 'ed7be08adf2eb49b',
  recomputeDraws: 'd8729686cade6c45',
  bands: '4cc6faa5eed44083',
  compare: 'f087a42155188fd0',
  comparePair: 'd0cd8d9d2cc659e5',
  compareRows: 'd46f8f32730d283c',
  openDecisions: '9974d1d28190b3d9',
  suggest: '0f7cac8353d20a7f',
  weigh: '8ac7738c7b2d17cf',
  weighKept: '76e3c5eb02f99c81',
  judge: '4ed22f0042c89ec2',
  parameters: 'c54f8fd75abb640d',
  lines: '9d5492a0ccfe35e8',
  readTimes: 'd5aa7e802ab071ac',
}

describe('an analysis', () => {
  it.each(names)('%s: every digit of its answer is unchanged', (name) => {
    expect(answerDigest(answerOf(name, taskCases[name]))).toBe(answers[name])
  })
  it.each(names)('%s: question and answer survive the transfer to a worker and back', (name) => {
    const crossed = answerOf(name, structuredClone(taskCases[name]))
    expect(structuredClone(crossed)).toEqual(answerOf(name, taskCases[name]))
  })
  it.each(['spaceEffect', 'drawnFlops'] as const)(
    '%s: each output is based on more draws than the previous one',
    (name) => {
      const draws = [...outputsOf(name, taskCases[name])].map((output) =>
        'survey' in output ? output.survey.draws : output.draws,
      )
      expect(draws.length).toBeGreaterThan(3)
      expect(draws).toEqual([...new Set(draws)].sort((a, b) => a - b))
    },
  )
  it('names the invalid value', () => {
    expect(() => answerOf('sample', { ...taskCases.sample, count: 0 })).toThrow('invalid count: 0')
  })
})
