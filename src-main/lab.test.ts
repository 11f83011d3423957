import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import type { LabOptions } from '#main/lab.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { startNodeTrainer } from './scheduler/nodeTrainer.ts'
import { processStartTime } from './scheduler/processes.ts'
import { addFakePopulation, fakeLabOptions, untilEvent } from './scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from './scheduler/testing/temporaryFolders.ts'
import type { RunStatus } from '#shared/contract/scope.ts'

const newFolder = temporaryFolders()
let open: Lab[] = []
afterEach(async () => {
  for (const lab of open.splice(0)) await lab.close()
})

async function labIn(dataDir: string, options: Partial<LabOptions> = {}): Promise<Lab> {
  const lab = await createLab(fakeLabOptions(dataDir, options))
  open.push(lab)
  return lab
}

/** Mounts a file system of 48 MB on a folder; returns why that is not possible here. */
function mountSmall(folder: string): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root of a Linux system may mount'
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'none', folder], { stdio: 'pipe' })
  } catch (error) {
    return `a small file system cannot be mounted: ${String(error).split('\n')[0]}`
  }
  return undefined
}

/** Writes to a file until its file system is full. */
function fill(file: string): void {
  const part = new Uint8Array(2 ** 16)
  expect(() => {
    for (let i = 0; i < 2000; i++) appendFileSync(file, part)
  }).toThrow('ENOSPC')
}

async function closed(lab: Lab): Promise<void> {
  open = open.filter((other) => other !== lab)
  await lab.close()
}

/** Options that collect the pids of started trainers. */
function collectPids(): { pids: number[]; startTrainer: NonNullable<LabOptions['startTrainer']> } {
  const pids: number[] = []
  return {
    pids,
    startTrainer(program) {
      const handle = startNodeTrainer(program)
      pids.push(handle.pid!)
      return handle
    },
  }
}

const statuses = (lab: Lab, populationId = 1): RunStatus[] => lab.runs(populationId).map(({ status }) => status)
const epochIs = (lab: Lab, position: number, epoch: number) => {
  const id = lab.runs(1)[position]!.id
  return untilEvent(lab, ({ kind, runId, data }) => kind === 'epoch' && runId === id && data.epoch === epoch)
}

/** Digest of four undisturbed runs from one trainer. */
let reference: string | null = null
beforeEach(async () => {
  if (reference !== null) return
  const lab = await labIn(newFolder())
  addFakePopulation(lab, 4)
  lab.start()
  await lab.waitUntilIdle()
  reference = lab.studyDigest(1)
  expect(reference).toMatch(/^[0-9a-f]{64}$/)
})

describe('An undisturbed study', () => {
  test('has the same digest with two trainers', async () => {
    const lab = await labIn(newFolder(), { trainers: 2 })
    addFakePopulation(lab, 4)
    lab.start()
    await lab.waitUntilIdle()
    expect(lab.studyDigest(1)).toBe(reference)
  })

  test('stores every epoch and step of every run', async () => {
    const lab = await labIn(newFolder())
    const population = addFakePopulation(lab, 2)
    lab.start()
    await lab.waitUntilIdle()
    const runs = lab.runs(population)
    expect(runs.map(({ epochs }) => epochs.map(({ epoch }) => epoch))).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ])
    expect(runs[0]!.errorPercent).toBe(runs[0]!.epochs[2]!.validationErrorPercent)
    expect(runs[0]!.environment?.node).toBe(process.version)
    expect(lab.stepLosses(runs[0]!.id)).toHaveLength(12)
  })

  test('has no digest while runs are open', async () => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 1)
    expect(lab.studyDigest(1)).toBeNull()
  })

  test('trains by priority, then in sample order', async () => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 3)
    lab.prioritise({ runId: lab.runs(1)[2]!.id }, 5)
    lab.start()
    await lab.waitUntilIdle()
    const started = lab.since(0, 1000).filter(({ kind }) => kind === 'started')
    expect(started.map(({ runId }) => lab.run(runId!).position)).toEqual([2, 0, 1])
  })

  test('includes runs added while the queue is running', async () => {
    const lab = await labIn(newFolder())
    lab.start()
    const population = addFakePopulation(lab, 1)
    await lab.waitUntilIdle()
    expect(statuses(lab, population)).toEqual(['finished'])
  })
})

describe('Retention', () => {
  test.each([
    ['all', { keep: 'all' }, 4],
    ['the best', { keep: 'best', count: 2 }, 2],
    ['none', { keep: 'none' }, 0],
  ] as const)('keeps %s', async (_, keepWeights, kept) => {
    const dataDir = newFolder()
    const lab = await labIn(dataDir)
    const population = addFakePopulation(lab, 4, {}, { keepWeights })
    lab.start()
    await lab.waitUntilIdle()
    const ranked = lab.runs(population).sort((a, b) => a.errorPercent! - b.errorPercent!)
    expect(ranked.map(({ weightsPath }) => weightsPath !== null)).toEqual([0, 1, 2, 3].map((rank) => rank < kept))
    const files = existsSync(join(dataDir, 'weights')) ? readdirSync(join(dataDir, 'weights')) : []
    expect(files).toHaveLength(kept)
    expect(readdirSync(join(dataDir, 'runs'))).toEqual([])
  })

  test('restores pruned weights by retraining, to the same digest', async () => {
    const lab = await labIn(newFolder())
    const population = addFakePopulation(lab, 2, {}, { keepWeights: { keep: 'none' } })
    lab.start()
    await lab.waitUntilIdle()
    const before = lab.runs(population)[0]!
    await lab.restoreWeights(before.id)
    await lab.waitUntilIdle()
    expect(existsSync(lab.weightsFile(before.id)!)).toBe(true)
    expect(lab.run(before.id).digest).toBe(before.digest)
    expect(lab.since(0, 1000).some(({ kind }) => kind === 'digestChanged')).toBe(false)
  })
})

describe('A trainer', () => {
  test.each([
    ['goes on from the last checkpoint', 1, 2],
    ['starts again where there was no checkpoint', 0, 3],
  ])('that crashes costs only time: its run %s', async (_, checkpointEvery, attempts) => {
    const lab = await labIn(newFolder(), { trainers: 2 })
    addFakePopulation(lab, 4, { checkpointEvery, faults: { 1: { kind: 'crash', epoch: 1, attempts: [1, 2] } } })
    lab.start()
    await lab.waitUntilIdle()
    expect(lab.studyDigest(1)).toBe(reference)
    expect(lab.runs(1).map(({ attempt }) => attempt)).toEqual([1, attempts, 1, 1])
  })

  test('that is killed from outside costs only time', async () => {
    const { pids, startTrainer } = collectPids()
    const lab = await labIn(newFolder(), { startTrainer })
    addFakePopulation(lab, 4, { faults: { 2: { kind: 'hold', epoch: 1, attempts: [1] } } })
    lab.start()
    await epochIs(lab, 2, 1)
    process.kill(pids[0]!, 'SIGKILL')
    await lab.waitUntilIdle()
    expect(lab.studyDigest(1)).toBe(reference)
    expect(lab.runs(1)[2]).toMatchObject({ attempt: 2, crashes: 1 })
    expect(pids).toHaveLength(2)
  })

  test('that crashes three times on one run fails only that run', async () => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 3, { checkpointEvery: 0, faults: { 1: { kind: 'crash', epoch: 1 } } })
    lab.start()
    await lab.waitUntilIdle()
    expect(statuses(lab)).toEqual(['finished', 'failed', 'finished'])
    expect(lab.runs(1)[1]!.reason).toEqual(sentence('trainerCrashed', { count: 3, said: verbatim('signal SIGSEGV') }))
  })

  test('that cannot be started stops the queue and harms no run', async () => {
    const lab = await labIn(newFolder(), { trainerEntry: '/nonexistent/worker.ts' })
    addFakePopulation(lab, 2)
    lab.start()
    await expect(lab.waitUntilIdle()).rejects.toThrow(/^Trainers do not start \(exit code 1: .*Cannot find module/)
    expect(statuses(lab)).toEqual(['queued', 'queued'])
  })

  test('whose program is missing stops the queue with a message', async () => {
    const lab = await labIn(newFolder(), { node: '/nonexistent/node' })
    addFakePopulation(lab, 1)
    lab.start()
    await expect(lab.waitUntilIdle()).rejects.toThrow(/^Trainers do not start \(spawn .* ENOENT\)/)
  })

  test.each([
    ['diverge', 'diverged', 'loss is NaN'],
    ['fail', 'failed', 'no such data set'],
  ] as const)('may %s: the run gets a reason and is not retried', async (kind, status, text) => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 2, { faults: { 0: { kind, epoch: 1 } } })
    lab.start()
    await lab.waitUntilIdle()
    expect(lab.runs(1)[0]).toMatchObject({ status, reason: verbatim(text), attempt: 1 })
    expect(lab.studyDigest(1)).not.toBeNull()
  })
})

describe('A run', () => {
  test('pauses immediately and resumes to the same result', async () => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 4, { checkpointEvery: 0, faults: { 0: { kind: 'hold', epoch: 1, attempts: [1] } } })
    lab.start()
    await epochIs(lab, 0, 1)
    lab.pause()
    await lab.waitUntilIdle()
    expect(statuses(lab)).toEqual(['paused', 'paused', 'paused', 'paused'])
    expect(lab.runs(1)[0]!.checkpointPath).toMatch(/attempt-1/)
    lab.resume()
    await lab.waitUntilIdle()
    expect(lab.studyDigest(1)).toBe(reference)
    expect(lab.since(0, 1000).filter(({ kind }) => kind === 'epoch')).toHaveLength(12)
  })

  test('pauses at the end of its epoch unless that is withdrawn', async () => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 4, { faults: { 0: { kind: 'hold', epoch: 0, attempts: [1] } } })
    const { queue } = lab.core
    lab.start()
    await epochIs(lab, 0, 0)
    const [first] = lab.runs(1)
    expect(queue.pauseAfterEpoch({ runId: first!.id })).toEqual([first!.id])
    expect(queue.active[0]).toMatchObject({ runId: first!.id, intent: 'pauseAfterEpoch', epochsDone: 1 })
    expect(queue.resume({ runIds: [first!.id] })).toEqual([first!.id])
    expect(queue.active[0]!.intent).toBeUndefined()
    // Waiting runs have no epoch to finish.
    expect(queue.pauseAfterEpoch({ populationId: 1 })).toHaveLength(4)
    expect(statuses(lab)).toEqual(['running', 'paused', 'paused', 'paused'])
    lab.pause()
    await lab.waitUntilIdle()
    expect(statuses(lab)).toEqual(['paused', 'paused', 'paused', 'paused'])
    lab.resume()
    await lab.waitUntilIdle()
    expect(lab.studyDigest(1)).toBe(reference)
  })

  test('keeps its position when the queue stops, and its pause when the lab closes', async () => {
    const dataDir = newFolder()
    const faults = { 0: { kind: 'hold', epoch: 0 }, 1: { kind: 'hold', epoch: 0 } } as const
    const lab = await labIn(dataDir, { trainers: 2 })
    addFakePopulation(lab, 3, { faults: { 0: { ...faults[0], attempts: [1] }, 1: { ...faults[1], attempts: [2] } } })
    lab.start()
    await epochIs(lab, 0, 0)
    lab.stop()
    await lab.waitUntilIdle()
    expect(lab.status().isRunning).toBe(false)
    expect(statuses(lab)[0]).toBe('queued')
    lab.pause({ runIds: lab.runs(1).map(({ id }) => id) })
    await closed(lab)
    const again = await labIn(dataDir)
    expect(statuses(again).filter((status) => status !== 'finished')).not.toContain('queued')
  })

  test('is cancelled while running and while waiting', async () => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 3, { faults: { 0: { kind: 'hold', epoch: 0 } } })
    lab.start()
    await epochIs(lab, 0, 0)
    for (const { id, position } of lab.runs(1)) if (position < 2) lab.cancel({ runId: id })
    await lab.waitUntilIdle()
    expect(statuses(lab)).toEqual(['cancelled', 'cancelled', 'finished'])
    lab.retry({ runId: lab.runs(1)[1]!.id })
    await lab.waitUntilIdle()
    expect(statuses(lab)).toEqual(['cancelled', 'finished', 'finished'])
  })

  test('loses its epochs when requeued to start over', async () => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 1, { faults: { 0: { kind: 'hold', epoch: 1 } } })
    lab.start()
    await epochIs(lab, 0, 1)
    lab.cancel()
    await lab.waitUntilIdle()
    expect(lab.runs(1)[0]!.epochs.length).toBeGreaterThan(0)
    lab.stop()
    lab.retry({ populationId: 1 })
    expect(lab.runs(1)[0]).toMatchObject({ status: 'queued', epochs: [] })
  })

  test('is cancelled by force if its trainer does not respond', async () => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 1, { faults: { 0: { kind: 'hang', epoch: 0 } } })
    lab.start()
    await epochIs(lab, 0, 0)
    lab.cancel()
    await lab.waitUntilIdle()
    expect(statuses(lab)).toEqual(['cancelled'])
  })

  test('starts over on a machine with different bits', async () => {
    const dataDir = newFolder()
    const first = await labIn(dataDir)
    addFakePopulation(first, 4, { faults: { 0: { kind: 'hold', epoch: 1, attempts: [1] } } })
    first.start()
    await epochIs(first, 0, 1)
    await closed(first)
    const lab = await labIn(dataDir, { environment: { onnxruntimeVersion: '1.0.0', cpuFeatures: 'other' } })
    lab.start()
    await lab.waitUntilIdle()
    expect(lab.runs(1)[0]).toMatchObject({ cpuFeatures: 'other', status: 'finished' })
    expect(lab.since(0, 1000).filter(({ kind }) => kind === 'startedOver')).toHaveLength(1)
    expect(lab.studyDigest(1)).toBe(reference)
  })
})

describe('A checkpoint that its run cannot resume from', () => {
  test.each([
    ['damaged', (file: string) => writeFileSync(file, 'noise')],
    ['empty', (file: string) => writeFileSync(file, '')],
    ['gone', (file: string) => rmSync(file)],
  ])('costs only time when it is %s: the run starts over', async (_, harm) => {
    const dataDir = newFolder()
    const first = await labIn(dataDir)
    addFakePopulation(first, 4, { faults: { 0: { kind: 'hold', epoch: 1, attempts: [1] } } })
    first.start()
    await epochIs(first, 0, 1)
    await closed(first)
    const lab = await labIn(dataDir)
    harm(join(dataDir, lab.runs(1)[0]!.checkpointPath!))
    lab.start()
    await lab.waitUntilIdle()
    expect(statuses(lab)).toEqual(['finished', 'finished', 'finished', 'finished'])
    expect(lab.since(0, 1000).filter(({ kind }) => kind === 'startedOver')).toMatchObject([
      { runId: lab.runs(1)[0]!.id, data: { reason: expect.anything() as unknown } },
    ])
    expect(lab.studyDigest(1)).toBe(reference)
    expect(readdirSync(join(dataDir, 'runs'))).toEqual([])
  })

  test('does not matter to a run that starts over anyway', async () => {
    const dataDir = newFolder()
    const lab = await labIn(dataDir)
    addFakePopulation(lab, 4, {
      faults: {
        0: { kind: 'hold', epoch: 1, attempts: [1] },
        1: { kind: 'fail', epoch: 1, attempts: [1] },
        2: { kind: 'diverge', epoch: 1, attempts: [1] },
      },
    })
    lab.start()
    await epochIs(lab, 0, 1)
    lab.pause({ runId: lab.runs(1)[0]!.id })
    await lab.waitUntilIdle()
    expect(statuses(lab)).toEqual(['paused', 'failed', 'diverged', 'finished'])
    lab.stop()
    const ids = lab.runs(1).map(({ id }) => id)
    expect(lab.startOver({ populationId: 1 }).toSorted()).toEqual(ids.slice(0, 3))
    const begun = lab.runs(1).slice(0, 3)
    expect(begun.map(({ status, epochs, checkpointPath }) => [status, epochs, checkpointPath])).toEqual(
      Array(3).fill(['queued', [], null]),
    )
    expect(lab.stepLosses(ids[0]!)).toHaveLength(0)
    expect(readdirSync(join(dataDir, 'runs'))).toEqual([])
    expect(lab.since(0, 1000).filter(({ kind }) => kind === 'startedOver')).toHaveLength(3)
    lab.start()
    await lab.waitUntilIdle()
    expect(lab.studyDigest(1)).toBe(reference)
  })
})

describe('A lab', () => {
  test('that closes keeps the progress of its runs', async () => {
    const dataDir = newFolder()
    const first = await labIn(dataDir)
    addFakePopulation(first, 4, { checkpointEvery: 0, faults: { 1: { kind: 'hold', epoch: 1, attempts: [1] } } })
    first.start()
    await epochIs(first, 1, 1)
    await closed(first)
    const lab = await labIn(dataDir)
    expect(lab.afterUncleanExit).toBe(false)
    expect(statuses(lab)).toEqual(['finished', 'queued', 'queued', 'queued'])
    lab.start()
    await lab.waitUntilIdle()
    expect(lab.studyDigest(1)).toBe(reference)
    expect(lab.since(0, 1000).filter(({ kind }) => kind === 'epoch')).toHaveLength(12)
  })

  test.each([
    ['with checkpoints', false, 1],
    ['before any checkpoint', false, 0],
    ['and leaves a trainer behind', true, 1],
  ] as const)('that is killed %s resumes to the same digest', async (_, outlivesLab, checkpointEvery) => {
    const dataDir = newFolder()
    const script = fileURLToPath(new URL('./scheduler/testing/labProcess.ts', import.meta.url))
    const child = fork(script, [dataDir, `${outlivesLab}`, `${checkpointEvery}`], { execArgv: [] })
    const [{ pids }] = (await once(child, 'message')) as [{ pids: number[] }]
    await expect(createLab(fakeLabOptions(dataDir))).rejects.toThrow(`another lab (process ${child.pid})`)
    child.kill('SIGKILL')
    await once(child, 'exit')

    const lab = await labIn(dataDir)
    for (const pid of pids) expect(processStartTime(pid)).toBeUndefined()
    expect(lab.afterUncleanExit).toBe(true)
    expect(statuses(lab)).toEqual(['finished', 'finished', 'interrupted', 'queued'])
    lab.resume()
    lab.start()
    await lab.waitUntilIdle()
    expect(lab.studyDigest(1)).toBe(reference)
  })

  test('whose disk is full stops with a message and continues later', async () => {
    const lab = await labIn(newFolder())
    addFakePopulation(lab, 4, { faults: { 1: { kind: 'fillDisk', epoch: 1, attempts: [1] } } })
    lab.start()
    await expect(lab.waitUntilIdle()).rejects.toThrow(/^The disk that holds .* is full\. Free some space/)
    expect(lab.status()).toMatchObject({ isRunning: false, fault: expect.stringContaining('is full') as string })
    expect(statuses(lab)).toEqual(['finished', 'queued', 'queued', 'queued'])
    lab.start()
    await lab.waitUntilIdle()
    expect(lab.studyDigest(1)).toBe(reference)
  })

  test('continues automatically once its database has room again', async () => {
    const lab = await labIn(newFolder(), { roomCheckMs: 20 })
    addFakePopulation(lab, 4, { steps: 20_000 })
    const { db } = lab.core
    const limit = (pages: number) => void db.pragma(`max_page_count = ${pages}`)
    db.pragma('wal_checkpoint(TRUNCATE)')
    limit(db.pragma('page_count', { simple: true }) as number)
    lab.start()
    await expect(lab.waitUntilIdle()).rejects.toMatchObject({ code: 'diskFull' })
    expect(lab.status()).toMatchObject({ isRunning: false, fault: expect.stringContaining('is full') as string })
    limit(1e9)
    await untilEvent(lab, ({ kind, runId }) => kind === 'finished' && runId === lab.runs(1)[3]!.id)
    expect(lab.status()).toMatchObject({ isRunning: true, fault: null })
    expect(lab.studyDigest(1)).toBe(reference)
  })

  test('continues automatically once its file system has room again', async ({ skip }) => {
    const disk = newFolder()
    const unavailable = mountSmall(disk)
    skip(unavailable !== undefined, unavailable)
    try {
      const lab = await labIn(join(disk, 'lab'), { roomCheckMs: 20 })
      addFakePopulation(lab, 4, { steps: 20_000 })
      const filler = join(disk, 'filler')
      fill(filler)
      lab.start()
      await expect(lab.waitUntilIdle()).rejects.toMatchObject({ code: 'diskFull' })
      expect(lab.status()).toMatchObject({ isRunning: false, fault: expect.stringContaining('is full') as string })
      rmSync(filler)
      await untilEvent(lab, ({ kind, runId }) => kind === 'finished' && runId === lab.runs(1)[3]!.id)
      expect(lab.status()).toMatchObject({ isRunning: true, fault: null })
      expect(lab.studyDigest(1)).toBe(reference)
      await closed(lab)
    } finally {
      execFileSync('umount', ['--lazy', disk])
    }
  })

  test('changes the number of trainers immediately', async () => {
    const lab = await labIn(newFolder(), { trainers: 2 })
    addFakePopulation(lab, 4, {
      faults: { 0: { kind: 'hold', epoch: 0 }, 1: { kind: 'hold', epoch: 0, attempts: [1] } },
    })
    lab.start()
    await untilEvent(lab, ({ kind, runId }) => kind === 'epoch' && runId === lab.runs(1)[1]!.id)
    await epochIs(lab, 0, 0)
    expect(lab.core.queue.active).toHaveLength(2)
    lab.core.setTrainers(1)
    await untilEvent(lab, ({ kind, runId }) => kind === 'queued' && runId === lab.runs(1)[1]!.id)
    expect(lab.core.queue.active.map(({ runId }) => runId)).toEqual([lab.runs(1)[0]!.id])
    lab.core.setTrainers(2)
    await untilEvent(lab, ({ kind, runId }) => kind === 'finished' && runId === lab.runs(1)[3]!.id)
    expect(statuses(lab)).toEqual(['running', 'finished', 'finished', 'finished'])
  })

  test('notifies subscribers of a new version, whose events can be read from any cursor', async () => {
    const lab = await labIn(newFolder())
    const versions: number[] = []
    lab.subscribe((version) => versions.push(version))
    addFakePopulation(lab, 1)
    lab.start()
    await untilEvent(lab, ({ kind }) => kind === 'finished')
    expect(versions.length).toBeGreaterThan(0)
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
    const all = lab.since(0, 1000)
    expect(all.map(({ kind }) => kind)).toEqual([
      'studyCreated',
      'spaceAdded',
      'populationAdded',
      'started',
      'epoch',
      'epoch',
      'epoch',
      'finished',
    ])
    expect(lab.since(all[2]!.id, 2)).toEqual(all.slice(3, 5))
  })

  test('refuses a second study of the same name and an empty population', async () => {
    const lab = await labIn(newFolder())
    lab.createStudy({ name: 'study', definition: {} })
    expect(() => lab.createStudy({ name: 'study', definition: {} })).toThrow('already a study named "study"')
    expect(() => addFakePopulation(lab, 0)).toThrow('has no network')
    expect(lab.populations(1)).toEqual([])
  })
})
