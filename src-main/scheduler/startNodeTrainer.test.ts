import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { TrainerMessage, TrainJob } from '#main/trainer/messages.ts'
import { startNodeTrainer } from './nodeTrainer.ts'
import { temporaryFolders } from './testing/temporaryFolders.ts'

const newFolder = temporaryFolders()

/** A process that runs a script as a trainer does: the messages it sends, and why it ended. */
function started(script: string, cacheDir?: string) {
  const entry = join(newFolder(), 'trainer.mjs')
  writeFileSync(entry, script)
  const trainer = startNodeTrainer({ node: process.execPath, entry, ...(cacheDir !== undefined && { cacheDir }) })
  const messages: TrainerMessage[] = []
  trainer.onMessage((message) => messages.push(message))
  const ended = new Promise<string>((resolve) => trainer.onExit(resolve))
  return { trainer, messages, ended }
}

it.each([
  ['process.exit(3)', 'exit code 3'],
  ["console.error('  at work  \\n\\n'); process.exit(1)", 'exit code 1: at work'],
  [
    "console.error('first\\nRangeError: no room\\nTypeError: later\\nlast'); process.exit(2)",
    'exit code 2: RangeError: no room',
  ],
  ["process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1e6)", 'signal SIGTERM'],
  // Only the end of the error output is kept.
  [
    "console.error('an error\\n' + 'x'.repeat(5000) + '\\nlast'); process.exitCode = 4; process.disconnect()",
    'exit code 4: last',
  ],
])('a trainer that runs %s ended by %s', async (script, reason) => {
  expect(await started(script).ended).toBe(reason)
})

it('the messages of a trainer arrive before its end, and it receives messages', async () => {
  const { trainer, messages, ended } = started(
    "process.on('message', (message) => { process.send(message); process.disconnect() }); process.send({ type: 'ready', pid: 1 })",
  )
  trainer.send({ type: 'train', job: { runId: 7 } as TrainJob })
  expect(await ended).toBe('exit code 0')
  expect(messages).toEqual([
    { type: 'ready', pid: 1 },
    { type: 'train', job: { runId: 7 } },
  ])
  // Sending to a trainer that is gone throws nothing.
  trainer.send({ type: 'train', job: { runId: 8 } as TrainJob })
  trainer.end()
  trainer.kill()
})

it.each(['/cache', undefined])('a trainer receives the folder for decoded images: %s', async (cacheDir) => {
  const script =
    'process.send([process.env.REGBENCH_CACHE ?? null, process.env.PATH !== undefined]); process.disconnect()'
  const { messages, ended } = started(script, cacheDir)
  await ended
  expect(messages).toEqual([[cacheDir ?? null, true]])
})

it('a trainer asked to end does, and a killed one reports it', async () => {
  const waiting = "process.on('message', () => {}); process.send({ type: 'ready', pid: 1 })"
  const one = started(waiting)
  one.trainer.onMessage(() => one.trainer.end())
  expect(await one.ended).toBe('exit code 0')
  const other = started('setInterval(() => {}, 1e6)')
  other.trainer.kill()
  expect(await other.ended).toBe('signal SIGKILL')
})

it('a trainer whose program is missing reports why', async () => {
  const trainer = startNodeTrainer({ node: join(newFolder(), 'node'), entry: 'trainer.mjs' })
  expect(trainer.pid).toBeUndefined()
  expect(await new Promise<string>((resolve) => trainer.onExit(resolve))).toContain('ENOENT')
})
