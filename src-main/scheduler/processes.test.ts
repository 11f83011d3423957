import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { endProcess, processStartTime } from './processes.ts'

const sleeper = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' })

test('a process has one start time while it lives and none after', async () => {
  const child = sleeper()
  const startTime = processStartTime(child.pid!)
  expect(startTime).toBeTruthy()
  expect(processStartTime(child.pid!)).toBe(startTime)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(processStartTime(child.pid!)).toBeUndefined()
})

test('a recorded process is ended', async () => {
  const child = sleeper()
  const exit = once(child, 'exit')
  expect(await endProcess(child.pid!, processStartTime(child.pid!)!)).toBe(true)
  expect(await exit).toEqual([null, 'SIGKILL'])
})

test('a process that only has the pid of a recorded one is left alone', async () => {
  const child = sleeper()
  const exit = once(child, 'exit')
  expect(await endProcess(child.pid!, 'another time')).toBe(true)
  expect(child.exitCode).toBeNull()
  expect(processStartTime(child.pid!)).toBeTruthy()
  child.kill('SIGTERM')
  expect(await exit).toEqual([null, 'SIGTERM'])
})
