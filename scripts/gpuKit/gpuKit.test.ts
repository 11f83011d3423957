import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kitJobs } from './jobs.ts'
import { reportText } from './report.ts'
import { runJobs, type JobResult } from './runJobs.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gpu-kit-'))
  writeFileSync(join(folder, 'good.cjs'), `console.log('{"a":1}\\nno JSON\\n{"b":2}')`)
  writeFileSync(join(folder, 'bad.cjs'), `console.log('{"a":1}'); throw new Error('broken')`)
  writeFileSync(join(folder, 'slow.cjs'), `console.log('{"a":1}\\n{"cut'); setInterval(() => {}, 1000)`)
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (names: readonly string[], limit: number, seconds = 100) =>
  runJobs(
    names.map((name) => ({ id: name, words: [`${name}.cjs`], seconds: limit })),
    { node: process.execPath, folder, seconds, told: () => undefined },
  )

describe.skipIf(process.platform === 'win32')('jobs of a kit', () => {
  it('do not stop the ones behind them, whether they fail or take too long', async () => {
    const results = await run(['bad', 'slow', 'good'], 4)
    expect(results.map(({ status, lines }) => [status, lines])).toEqual([
      ['failed', [{ a: 1 }]],
      ['slow', [{ a: 1 }]],
      ['done', [{ a: 1 }, { b: 2 }]],
    ])
    expect(results[0]!.errors).toContain('broken')
  })

  it('do not start when the time is up', async () => {
    expect(await run(['good'], 4, 1)).toMatchObject([{ status: 'late', lines: [] }])
  })

  it('are told apart by their ids, and none takes longer than a minute and a half', () => {
    const setting = { python: 'p', device: 'cuda', lists: 'l', reference: 'r', compiled: 'c' }
    const jobs = kitJobs({ ...setting, providers: ['cuda', 'webgpu'], enginesOf: () => ['host', 'bound'] })
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length)
    expect(jobs.every(({ seconds }) => seconds <= 90)).toBe(true)
    expect(jobs.filter(({ id }) => id.startsWith('population')).map(({ id }) => id)).toContain('population cuda 16')
  })
})

it('a report says what was right, how fast, and what was wrong', () => {
  const result = (id: string, line: object): JobResult => ({
    id,
    status: 'done',
    seconds: 1,
    lines: [line],
    errors: '',
  })
  const worst = { name: 'x', error: 1.23456e-6, tolerance: 1e-5 }
  const text = reportText([
    result('v', { file: 'train_step', lowering: 'gpu-2', passed: false, cases: 185, worst }),
    result('c', { name: 'n', benchMs: 2, torchMs: { eager: 5, fused: 4 }, ratio: 2 }),
    result('p', { networksPerHour: 531.57, imagesPerSecond: 3969.1, slots: 4 }),
    result('e', { engine: 'bound', network: 'tiny', digest: 'ab', isEqual: false }),
    { id: 's', status: 'slow', seconds: 30, lines: [], errors: 'first\nlast' },
  ])
  expect(text).toContain('FAIL train_step (gpu-2), 185 cases, worst 0.000001235 of 0.00001: x')
  expect(text).toContain('n: 2 ms, eager 5, fused 4: ratio 2')
  expect(text).toContain('531.6 networks/h, 3969 images/s, slots 4')
  expect(text).toContain('bound on tiny: OTHER bits')
  expect(text).toMatch(/s +slow +30 s\n {4}last\n/)
})
