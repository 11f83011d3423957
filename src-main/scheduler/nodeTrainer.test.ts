import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { processStartTime } from './processes.ts'

const script = join(import.meta.dirname, 'testing/busyTrainerParent.ts')

test.each([
  ['killed', (parent: ReturnType<typeof fork>) => parent.kill('SIGKILL')],
  ['told to end, which ends its trainers', (parent: ReturnType<typeof fork>) => parent.kill('SIGTERM')],
])('a trainer busy in a computation ends when its parent is %s', async (_, end) => {
  const parent = fork(script, [], { execArgv: [] })
  const [{ pid }] = (await once(parent, 'message')) as [{ pid: number }]
  const started = processStartTime(pid)
  expect(started).toBeDefined()
  const gone = once(parent, 'exit')
  end(parent)
  await gone
  await vi.waitFor(() => expect(processStartTime(pid)).not.toBe(started), { timeout: 20_000, interval: 20 })
})
