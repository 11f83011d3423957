import Database from 'better-sqlite3'
import { spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { unpackRuns } from '#shared/contract/packedRuns.ts'
import { lostOutputCode } from '#main/hosts/process/lostReaders.ts'
import { smallPlan, smallSpace } from '#main/services/testing/benchFixture.ts'
import { newStudy } from '#main/services/testing/newStudy.ts'
import { keepFingerprints } from '#main/store/safety/fingerprints.ts'
import type { LabClient } from '#main/services/client.ts'
import { openSocket, revoke, sessionOf } from '#main/services/testing/transports.ts'
import { clientOf, emptyRenderer, hostEntry as entry, startHost as startHostIn, untilQueue } from './hostProcess.ts'

const folder = mkdtempSync(join(tmpdir(), 'regbench-host-'))
const rendererDir = emptyRenderer(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let hosts: ChildProcess[] = []
afterEach(() => {
  for (const host of hosts.splice(0)) host.kill('SIGKILL')
  hosts = []
})

async function startHost(dataDir: string, more: readonly string[] = []) {
  const started = await startHostIn(dataDir, rendererDir, more)
  hosts.push(started.host)
  return started
}

/** Starts training a new population of four networks with 12 short epochs each and returns its id. */
async function startStudy(client: LabClient): Promise<number> {
  const plan = smallPlan({ epochs: 12 })
  const study = await newStudy(client, { name: 'killed', plan, spaces: [smallSpace('RegNetX')] })
  const [space] = await client.spaces.list({ studyId: study.id })
  const request = { spaceId: space!.id, name: 'p', count: 4, seed: 3, plan, keepWeights: { keep: 'all' } as const }
  return (await client.populations.add({ request, start: true })).id
}

const isDone = ({ runs }: { runs: Record<string, number> }) => runs['finished'] === 4

it('a host killed during training offers to resume, and every run reaches the same digest', async () => {
  const whole = await startHost(join(folder, 'whole'))
  const wholeId = await startStudy(whole.client)
  await untilQueue(whole.client, isDone)
  const { digest } = await whole.client.populations.get({ id: wholeId })
  expect(digest).toMatch(/^[0-9a-f]{64}$/)

  const first = await startHost(join(folder, 'killed'))
  const id = await startStudy(first.client)
  await untilQueue(first.client, ({ active }) => active.some(({ epochsDone }) => epochsDone >= 2))
  first.host.kill('SIGKILL')
  await once(first.host, 'exit')

  const second = await startHost(join(folder, 'killed'))
  expect((await second.client.system.info()).afterUncleanExit).toBe(true)
  const { isRunning, runs } = await second.client.queue.status()
  expect(isRunning).toBe(false)
  expect(runs.running).toBe(0)
  expect(runs.interrupted).toBeGreaterThan(0)
  const shown = unpackRuns((await second.client.runs.table({ populationIds: [id] })).rows, 'rows')
  expect(shown.some(({ epochs }) => epochs >= 2)).toBe(true)
  const { runIds } = await second.client.runs.act({ scope: {}, action: 'resume' })
  expect(runIds).toHaveLength(runs.interrupted)
  await second.client.queue.start()
  await untilQueue(second.client, isDone)
  expect((await second.client.populations.get({ id })).digest).toBe(digest)
  const kept = await second.client.runs.exportOnnx({ id: shown[0]!.id })
  expect(kept.size).toBeGreaterThan(1000)
})

it('a host asked to end lets its runs write a checkpoint, and leaves no process', async () => {
  const dataDir = join(folder, 'ended')
  const first = await startHost(dataDir)
  const id = await startStudy(first.client)
  await untilQueue(first.client, ({ active }) => active.some(({ epochsDone }) => epochsDone > 0))
  first.host.kill('SIGTERM')
  expect(await once(first.host, 'exit')).toEqual([0, null])
  const second = await startHost(dataDir)
  expect((await second.client.system.info()).afterUncleanExit).toBe(false)
  const { runs } = await second.client.populations.get({ id })
  expect(runs).toMatchObject({ running: 0, interrupted: 0 })
  expect(runs.queued + runs.finished).toBe(4)
})

it('a host whose lab is restored from a backup reopens it on the same port', async () => {
  const { host, address: first, client } = await startHost(join(folder, 'restored'))
  const plan = smallPlan()
  const spaces = [smallSpace('RegNetX')]
  await newStudy(client, { name: 'kept', plan, spaces })
  const [backup] = await client.system.backUp()
  await newStudy(client, { name: 'later', plan, spaces })
  const before = await client.system.info()
  const said = once(host.stdout!, 'data') as Promise<[string]>
  await client.system.restore({ backup: backup!.name })
  const address = /^RegNet Lab Bench: (\S+)\n$/.exec((await said)[0])![1]!
  expect(new URL(address).port).toBe(new URL(first).port)
  const again = clientOf(await openSocket(address))
  expect((await again.studies.list({})).map(({ name }) => name)).toEqual(['kept'])
  const after = await again.system.info()
  expect(after.labId).toBe(before.labId)
  expect(after.database).not.toBe(before.database)
})

/** Stores a report that is not JSON in the lab's database; reading it is an unforeseen error. */
function storeBrokenReport(dataDir: string, studyId: number): void {
  const db = new Database(join(dataDir, 'lab.sqlite'))
  keepFingerprints(db)
  db.prepare(`INSERT INTO reports (studyId, document, changedAt) VALUES (?, '{', 0)`).run(studyId)
  db.close()
}

it('a host without a reader continues, whatever it writes', async () => {
  const dataDir = join(folder, 'unread')
  const { host, address, client } = await startHost(dataDir)
  const id = await startStudy(client)
  host.stdout!.destroy()
  host.stderr!.destroy()
  const [study] = await client.studies.list({})
  storeBrokenReport(dataDir, study!.id)
  // The error is written to stderr.
  await expect(client.reports.list({ studyId: study!.id })).rejects.toMatchObject({ code: 'internal' })
  // Ending the sessions writes the new address to stdout.
  const session = await revoke(address, await sessionOf(address))
  const again = clientOf(await openSocket(address, session))
  await untilQueue(again, isDone)
  expect((await again.populations.get({ id })).digest).toMatch(/^[0-9a-f]{64}$/)
  host.kill('SIGTERM')
  // An orderly end, although its output was lost.
  expect(await once(host, 'exit')).toEqual([lostOutputCode, null])
})

it("a host creates no lab among others' files unless asked to, and says how", async () => {
  const dataDir = join(folder, 'photos')
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'cat.png'), '')
  const words = [entry, '--data-dir', dataDir, '--renderer', rendererDir]
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('Add --new-lab to make a lab beside the existing files')
  expect(readdirSync(dataDir)).toEqual(['cat.png'])
  const { client } = await startHost(dataDir, ['--new-lab'])
  expect(await client.studies.list({})).toEqual([])
  expect(readFileSync(join(dataDir, 'cat.png'), 'utf8')).toBe('')
})
