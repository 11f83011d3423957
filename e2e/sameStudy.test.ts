import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LabClient } from '#main/services/client.ts'
import { emptyRenderer, startHost, untilQueue } from './hostProcess.ts'
import { digestOf, runCommand, writeStudy } from './studyProcess.ts'

let folder: string
let text: string
/** The digest of the study as run by the command line. */
let reference: string
let host: ChildProcess
let client: LabClient
const place = (name: string) => join(folder, name)
const run = (name: string, changes: Record<string, unknown>, ...more: string[]) =>
  runCommand('study', writeStudy(folder, changes), '--out', place(name), '--json', ...more)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-same-'))
  text = readFileSync(writeStudy(folder), 'utf8')
  reference = digestOf(await run('commandLine', {}))
  ;({ host, client } = await startHost(place('window'), emptyRenderer(folder)))
})
afterAll(() => {
  host.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const allDone = () => untilQueue(client, ({ runs, active }) => active.length === 0 && runs.queued === 0)

describe('one study file is one study', () => {
  it('in the window, with each space sampled by the plan', async () => {
    const { id, plan } = await client.studies.createFromFile({ text })
    for (const { id: spaceId, definition } of await client.spaces.list({ studyId: id })) {
      const { name } = definition
      const request = { spaceId, name, count: plan.perSpace, seed: null, plan, keepWeights: { keep: 'all' } as const }
      expect((await client.populations.forecast(request)).seed).toBe(plan.seed)
      await client.populations.add({ request, start: true })
    }
    await allDone()
    expect((await client.studies.get({ id })).digest).toBe(reference)
  })

  it('in the window, when run as a whole, and after export and import', async () => {
    const named = text.replace('"tiny"', '"whole"')
    const { id } = await client.studies.createFromFile({ text: named })
    const answer = await client.studies.run({ id })
    expect(answer.spaces.map(({ space, count, added }) => [space, count, added])).toEqual([
      ['AnyNetX_A', 2, 2],
      ['RegNetX', 2, 2],
    ])
    await allDone()
    const { digest } = await client.studies.get({ id })
    const { file } = await client.studies.exportBundle({ id })
    const imported = await client.studies.importBundle({ file })
    expect([digest, (await client.studies.get({ id: imported.id })).digest]).toEqual([reference, reference])
    // Existing networks are not sampled again.
    expect((await client.studies.run({ id: imported.id })).spaces.map(({ added }) => added)).toEqual([0, 0])
  })

  it('on the command line, when grown from one network of one space', async () => {
    const small = await run('grown', { spaces: ['AnyNetX_A'], perSpace: 1 })
    const first = JSON.parse(small.output) as { spaces: { n: number }[] }
    expect(first.spaces.map(({ n }) => n)).toEqual([1])
    expect(digestOf(await run('grown', {}))).toBe(reference)
    const refused = await run('grown', { seed: 7 })
    expect(refused).toMatchObject({ code: 1, output: '' })
    expect(refused.errors).toContain('began with 1 at seed, but the file says 7')
  })
})
