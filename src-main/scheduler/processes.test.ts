import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { endProcess, isSameStart, newProcessStartTime, processStartTime } from './processes.ts'

const sleeper = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' })

test('a process has one start time while it lives and none afterwards', async () => {
  const child = sleeper()
  const startTime = processStartTime(child.pid!)
  expect(startTime).toBeTruthy()
  expect(processStartTime(child.pid!)).toBe(startTime)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(processStartTime(child.pid!)).toBeUndefined()
})

test('ends a recorded process', async () => {
  const child = sleeper()
  const exit = once(child, 'exit')
  expect(await endProcess(child.pid!, processStartTime(child.pid!)!)).toBe(true)
  expect(await exit).toEqual([null, 'SIGKILL'])
})

test('leaves another process alone that has a recorded pid', async () => {
  const child = sleeper()
  const exit = once(child, 'exit')
  expect(await endProcess(child.pid!, 'another time')).toBe(true)
  expect(child.exitCode).toBeNull()
  expect(processStartTime(child.pid!)).toBeTruthy()
  child.kill('SIGTERM')
  expect(await exit).toEqual([null, 'SIGTERM'])
})

test('recognises a process recorded just after its start', () => {
  const child = sleeper()
  expect(isSameStart(newProcessStartTime(child.pid!)!, processStartTime(child.pid!))).toBe(true)
  child.kill('SIGKILL')
})

test('recognises a process on Windows, where the query is slow, by the moment of its start', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 29, 12) })
  const recorded = newProcessStartTime(1, 'win32')!
  vi.useRealTimers()
  // As PowerShell's ToFileTimeUtc reports it.
  expect(recorded).toBe('134404272000000000')
  expect(isSameStart(recorded, '134404271997654321', 'win32')).toBe(true)
  expect(isSameStart(recorded, '134404272060000000', 'win32')).toBe(false)
  expect(isSameStart(recorded, undefined, 'win32')).toBe(false)
})
