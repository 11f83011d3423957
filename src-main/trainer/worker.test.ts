import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { forkTied } from './process/lifeline.ts'
import type { LabMessage, TrainerMessage, TrainJob } from './messages.ts'
import { providers } from './providers/providers.ts'
import { tinyNetwork } from './providers/tinyNetwork.ts'

const spec = { kind: 'synthetic', imageSize: 8, trainCount: 100, testCount: 10 } as const
let datasetHash: string
let folder: string
let workers: ChildProcess[] = []
beforeAll(async () => {
  const dataset = await openDataset(spec)
  datasetHash = dataset.info.hash
  dataset.close()
  folder = mkdtempSync(join(tmpdir(), 'worker-'))
})
afterEach(() => {
  for (const worker of workers) worker.kill('SIGKILL')
  workers = []
})
afterAll(() => rmSync(folder, { recursive: true }))

function job(given: Partial<TrainJob> = {}): TrainJob {
  return {
    runId: 7,
    attempt: 1,
    seed: 5,
    network: { ...tinyNetwork, block: 'x', seRatio: 0 },
    recipe: recipeSchema.parse({ epochs: 3, batchSize: 10 }),
    dataset: spec,
    datasetHash,
    provider: 'cpu',
    plan: loweringPlans[providers.cpu.plan].id,
    checkpointPath: null,
    checkpointFolder: mkdtempSync(join(folder, 'attempt-')),
    keepWeights: true,
    ...given,
  }
}

/** A worker and a function that returns its next message of one of the given types. */
function startWorker() {
  const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [], { serialization: 'advanced' })
  workers.push(worker)
  const received: TrainerMessage[] = []
  let wake: () => void = () => undefined
  worker.on('message', (message: TrainerMessage) => {
    received.push(message)
    wake()
  })
  const next = async (...types: TrainerMessage['type'][]): Promise<TrainerMessage> => {
    for (;;) {
      const at = received.findIndex(({ type }) => types.includes(type))
      if (at >= 0) return received.splice(0, at + 1)[at]!
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  return { worker, next, send: (message: LabMessage) => void worker.send(message) }
}

const ends = ['finished', 'diverged', 'paused', 'cancelled', 'failed', 'checkpointRefused'] as const

function digestOf(message: TrainerMessage): string {
  if (message.type !== 'finished') throw new Error(JSON.stringify(message))
  return message.result.digest
}

it('two processes reach the same digest, even when one is paused within an epoch', async () => {
  // Long enough that the pause comes before the end.
  const long = recipeSchema.parse({ epochs: 60, batchSize: 10 })
  const [a, b] = [startWorker(), startWorker()]
  a.send({ type: 'train', job: job({ recipe: long }) })
  b.send({ type: 'train', job: job({ recipe: long }) })
  await b.next('epoch')
  b.send({ type: 'pause', runId: 7, attempt: 1 })
  const paused = await b.next(...ends)
  if (paused.type !== 'paused') throw new Error(JSON.stringify(paused))
  b.send({ type: 'train', job: job({ recipe: long, attempt: 2, checkpointPath: paused.path }) })
  expect(digestOf(await b.next(...ends))).toBe(digestOf(await a.next(...ends)))
})

it('a run whose process was killed resumes from its last checkpoint to the same digest', async () => {
  // Checkpoints are a second apart.
  const long = recipeSchema.parse({ epochs: 400, batchSize: 10 })
  const [whole, killed, heir] = [startWorker(), startWorker(), startWorker()]
  whole.send({ type: 'train', job: job({ recipe: long }) })
  killed.send({ type: 'train', job: job({ recipe: long }) })
  const checkpoint = await killed.next('checkpoint', ...ends)
  if (checkpoint.type !== 'checkpoint') throw new Error(JSON.stringify(checkpoint))
  killed.worker.kill('SIGKILL')
  heir.send({ type: 'train', job: job({ recipe: long, attempt: 2, checkpointPath: checkpoint.path }) })
  expect(digestOf(await heir.next(...ends))).toBe(digestOf(await whole.next(...ends)))
})

it('a damaged checkpoint is refused, and the run reaches the same digest from scratch', async () => {
  const recipe = recipeSchema.parse({ epochs: 60, batchSize: 10 })
  const { send, next } = startWorker()
  send({ type: 'train', job: job({ recipe }) })
  const digest = digestOf(await next(...ends))
  send({ type: 'train', job: job({ recipe, attempt: 2 }) })
  await next('epoch')
  send({ type: 'pause', runId: 7, attempt: 2 })
  const paused = await next(...ends)
  if (paused.type !== 'paused') throw new Error(JSON.stringify(paused))
  const path = paused.path!
  const whole = readFileSync(path)
  const changed = (at: number, value: number) => Uint8Array.from(whole, (byte, i) => (i === at ? byte ^ value : byte))
  const harms: Record<string, () => void> = {
    'a flipped bit in a weight': () => writeFileSync(path, changed(whole.length - 9, 1)),
    'a flipped bit in its progress': () => writeFileSync(path, changed(whole.indexOf('trainErrors') + 13, 1)),
    'cut off': () => {
      writeFileSync(path, whole)
      truncateSync(path, whole.length - 100)
    },
    empty: () => writeFileSync(path, ''),
    noise: () =>
      writeFileSync(
        path,
        Uint8Array.from(whole, (_, i) => (i * 7919) % 251),
      ),
    'a header of 2^60 bytes': () => writeFileSync(path, changed(7, 0x10)),
    gone: () => rmSync(path),
    'a folder': () => mkdirSync(path),
  }
  for (const [harm, act] of Object.entries(harms)) {
    act()
    send({ type: 'train', job: job({ recipe, attempt: 3, checkpointPath: path }) })
    expect(await next(...ends), harm).toMatchObject({
      type: 'checkpointRefused',
      reason: { key: harm === 'gone' ? 'tensorFileGone' : 'tensorFileDamaged', values: { path } },
    })
  }
  rmSync(path, { recursive: true })
  writeFileSync(path, whole)
  send({ type: 'train', job: job({ recipe, seed: 6, attempt: 4, checkpointPath: path }) })
  expect(await next(...ends)).toMatchObject({ type: 'checkpointRefused', reason: { key: 'checkpointOfOther' } })
  send({ type: 'train', job: job({ recipe, attempt: 5, checkpointPath: path }) })
  expect(digestOf(await next(...ends))).toBe(digest)
})

it('a failure is reported as a sentence and the next job is accepted', async () => {
  const { send, next } = startWorker()
  send({ type: 'train', job: job({ dataset: { kind: 'idx', folder: join(folder, 'nowhere') } }) })
  expect(await next(...ends)).toMatchObject({
    type: 'failed',
    runId: 7,
    reason: { key: 'datasetFolderAbsent', values: { folder: join(folder, 'nowhere') } },
  })
  send({ type: 'train', job: job({ attempt: 2 }) })
  expect(await next(...ends)).toMatchObject({ type: 'finished', attempt: 2 })
})

it('a run on other images than it was created for fails with a message', async () => {
  const { send, next } = startWorker()
  send({ type: 'train', job: job({ datasetHash: 'of other images' }) })
  expect(await next(...ends)).toMatchObject({
    type: 'failed',
    reason: { key: 'datasetChanged' },
  })
  send({ type: 'train', job: job({ attempt: 2 }) })
  expect(await next(...ends)).toMatchObject({ type: 'finished', attempt: 2 })
})

it('messages for another attempt are ignored and cancelling ends the attempt', async () => {
  const { send, next } = startWorker()
  send({ type: 'train', job: job({ recipe: recipeSchema.parse({ epochs: 10_000, batchSize: 10 }) }) })
  send({ type: 'cancel', runId: 7, attempt: 0 })
  await next('epoch')
  send({ type: 'cancel', runId: 7, attempt: 1 })
  expect((await next(...ends)).type).toBe('cancelled')
})

it('a closed channel ends the process while it trains', async () => {
  const { worker, send, next } = startWorker()
  send({ type: 'train', job: job({ recipe: recipeSchema.parse({ epochs: 10_000, batchSize: 10 }) }) })
  await next('epoch')
  const exit = once(worker, 'exit')
  worker.disconnect()
  expect(await exit).toEqual([0, null])
})

it('the end of its parent ends the process at any time', async () => {
  const entry = fileURLToPath(new URL('./worker.ts', import.meta.url))
  const worker = forkTied(entry)
  workers.push(worker)
  await once(worker, 'message')
  const exit = once(worker, 'exit')
  // As the system does when the parent is gone; the message channel stays open.
  ;(worker.stdio[4] as Writable).destroy()
  expect(await exit).toEqual([null, 'SIGKILL'])
})

it.runIf(process.platform === 'linux')('the peak memory of a run excludes that of a larger run before it', async () => {
  const { send, next } = startWorker()
  const peakOf = async (batchSize: number) => {
    const recipe = recipeSchema.parse({ epochs: 1, batchSize, validation: { share: 0.1 } })
    const stages = tinyNetwork.stages.map((stage) => ({ ...stage, width: batchSize > 50 ? 512 : 8 }))
    send({ type: 'train', job: job({ recipe, network: { ...tinyNetwork, stages } }) })
    const end = await next(...ends)
    if (end.type !== 'finished') throw new Error(JSON.stringify(end))
    return end.result.peakMemoryBytes
  }
  const large = await peakOf(90)
  expect(await peakOf(10)).toBeLessThan(large)
})

it.skipIf(process.platform === 'darwin')('a provider that cannot train here is refused by name', async () => {
  const { send, next } = startWorker()
  send({ type: 'train', job: job({ provider: 'coreml', plan: loweringPlans.portable.id }) })
  const ended = await next(...ends)
  expect(ended).toMatchObject({ type: 'failed', reason: { key: 'providerRefused', values: { provider: 'coreml' } } })
  send({ type: 'train', job: job({ attempt: 2 }) })
  expect(digestOf(await next(...ends))).toMatch(/^[0-9a-f]{64}$/)
})
