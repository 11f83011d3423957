import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { datasetSpecSchema } from '#shared/datasets/datasetSpec.ts'
import { presetNamed } from '#shared/designspaces/presets.ts'
import { removeStaleTempFiles } from '#main/datasets/imageFolder/imageStore.ts'
import { tinyNetwork } from '#main/trainer/providers/tinyNetwork.ts'
import { JobRunner } from './jobRunner.ts'
import type { JobProgress } from './jobs.ts'

const folder = mkdtempSync(join(tmpdir(), 'regbench-background-'))
afterAll(() => rmSync(folder, { recursive: true }))
let opened: JobRunner[] = []
afterEach(() => {
  for (const runner of opened) runner.close()
  opened = []
})
const newRunner = (onEnd?: (pid: number) => void) => {
  const runner = new JobRunner(process.execPath, onEnd)
  opened.push(runner)
  return runner
}

const request = { space: presetNamed('RegNetX'), regime: { imageSize: 32, classes: 10, convention: 'paper' as const } }
const endless = { ...request, regime: { ...request.regime, flops: { low: 1, high: 2 } }, count: 1, seed: 1 }

describe('The job runner', () => {
  it("runs jobs in order and reports a user's mistake as a message", async () => {
    const runner = newRunner()
    const [sample, mistake] = await Promise.allSettled([
      runner.run('sample', { ...request, count: 3, seed: 1 }),
      runner.run('sample', { ...request, count: 0, seed: 1 }),
    ])
    expect(sample).toMatchObject({ status: 'fulfilled', value: { networks: [{}, {}, {}] } })
    expect(mistake).toMatchObject({ reason: { code: 'invalid', message: 'invalid count: 0 (a whole number from 1)' } })
  })

  it('ends an abandoned job, skips a waiting one, and continues with the next', async () => {
    const runner = newRunner()
    await runner.run('sample', { ...request, count: 1, seed: 1 })
    const stop = new AbortController()
    const jobs = [
      runner.run('sample', endless, { signal: stop.signal }),
      runner.run('sample', endless, { signal: stop.signal }),
    ]
    const next = runner.run('sample', { ...request, count: 2, seed: 1 })
    stop.abort()
    for (const { status } of await Promise.allSettled(jobs)) expect(status).toBe('rejected')
    expect((await next).networks).toHaveLength(2)
  })

  it('ends a job that exceeds its time limit, and continues with the next', async () => {
    const runner = new JobRunner(process.execPath, undefined, { sample: 0.2 })
    opened.push(runner)
    const late = runner.run('sample', endless)
    const next = runner.run('spaceSize', request)
    await expect(late).rejects.toThrow(/more than 0\.2 s/)
    await next
  })

  it('rejects waiting jobs when the lab closes', async () => {
    const runner = newRunner()
    const jobs = [runner.run('sample', endless), runner.run('sample', endless)]
    runner.close()
    for (const { status } of await Promise.allSettled(jobs)) expect(status).toBe('rejected')
  })

  it('returns the operators of a network, each value with its shape', async () => {
    const { nodes, inputs, outputs, shapes } = await newRunner().run('operatorGraph', { network: tinyNetwork })
    expect([...new Set(nodes.map(({ part }) => part))]).toEqual(['stem', 's1.b1', 's2.b1', 's2.b2', 'head'])
    expect(nodes.find(({ operator }) => operator === 'Conv')!.window).toEqual({ kernel: 3, stride: 1, groups: 1 })
    expect([inputs, outputs]).toEqual([['images'], ['logits']])
    expect(shapes['logits']).toEqual(['batch', tinyNetwork.classes])
    for (const { inputs: values, outputs: results } of nodes)
      for (const value of [...values, ...results]) expect(shapes[value], value).toBeDefined()
  })

  it('reports how many images it has read, and leaves nothing behind when abandoned', async () => {
    const [images, cacheDir] = [join(folder, 'images'), join(folder, 'cache')]
    const picture = await sharp({ create: { width: 400, height: 400, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    for (const name of ['a', 'b']) {
      mkdirSync(join(images, name), { recursive: true })
      for (let i = 0; i < 300; i++) writeFileSync(join(images, name, `${i}.png`), picture)
    }
    const ended: number[] = []
    const runner = newRunner((pid) => {
      ended.push(pid)
      removeStaleTempFiles(cacheDir, pid)
    })
    const stop = new AbortController()
    const reported: JobProgress[] = []
    const onProgress = (progress: JobProgress) => {
      reported.push(progress)
      stop.abort()
    }
    const spec = datasetSpecSchema.parse({ kind: 'imageFolder', folder: images, imageSize: 8 })
    const reading = runner.run('datasetContents', { spec, cacheDir }, { signal: stop.signal, onProgress })
    await expect(reading).rejects.toMatchObject({ code: 'internal' })
    expect(reported).toEqual([{ done: 64, total: 600 }])
    expect(ended).toHaveLength(1)
    expect(readdirSync(cacheDir)).toEqual([])
  })

  it('finds rows with dangling references', async () => {
    const file = join(folder, 'loose.sqlite')
    const db = new Database(file)
    db.exec(
      `CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a (id));
       CREATE TABLE fingerprints (ofTable TEXT, ofRow TEXT, value INTEGER)`,
    )
    const runner = newRunner()
    expect(await runner.run('checkDatabase', { file })).toEqual([])
    db.exec('PRAGMA foreign_keys = OFF; INSERT INTO b VALUES (7)')
    db.close()
    expect(await runner.run('checkDatabase', { file })).toEqual([
      'Row 1 of b names a row of a that is not there.',
      'Row 1 of b is not as this program wrote it.',
    ])
  })
})
