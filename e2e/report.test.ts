import { chromium } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as ort from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserUnavailable, findBrowser } from './findBrowser.ts'
import { runCommand, writeStudy } from './studyProcess.ts'

const browser = findBrowser()
const withBrowser = browser ? '' : ` (skipped: ${browserUnavailable()})`

interface Study {
  spaces: { runs: unknown[] }[]
  best: { validation: { stored: number; checked: number; count: number }; test: { wrong: number; count: number } }
}

let folder: string
let output: string
const inStudy = (name: string) => join(folder, 'study', name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-report-'))
  const ended = await runCommand('study', writeStudy(folder), '--out', inStudy(''))
  expect(ended).toMatchObject({ code: 0, errors: '' })
  output = ended.output
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a finished study', () => {
  it('prints both distributions, the digest and the path of the report', () => {
    expect(output).toContain('Share of networks below this error')
    expect(output).toMatch(/AnyNetX_A +2 .*\n/)
    expect(output).toMatch(/Digest: [0-9a-f]{64}/)
    expect(output).toContain(`The report is ${inStudy('report.html')}.`)
  })

  it('lists every run', () => {
    const lines = readFileSync(inStudy('runs.csv'), 'utf8').trim().split('\r\n')
    expect(lines).toHaveLength(1 + 4)
    const study = JSON.parse(readFileSync(inStudy('study.json'), 'utf8')) as Study
    expect(study.spaces.map(({ runs }) => runs.length)).toEqual([2, 2])
  })

  it('exports a network that reproduces the measurement from training in a fresh session', async () => {
    const { best } = JSON.parse(readFileSync(inStudy('study.json'), 'utf8')) as Study
    expect(best.validation.checked).toBe(best.validation.stored)
    expect(best.validation.count).toBe(200)
    expect(best.test.count).toBe(200)
    const session = await ort.InferenceSession.create(inStudy('best.onnx'))
    const { logits } = await session.run({
      images: new ort.Tensor('float32', new Float32Array(3 * 3 * 256), [3, 3, 16, 16]),
    })
    expect(logits!.dims).toEqual([3, 10])
    await session.release()
  })

  it.skipIf(!browser)(`has a report that needs no network access and shows its figures${withBrowser}`, async () => {
    const instance = await chromium.launch({ executablePath: browser!, args: ['--no-sandbox'] })
    try {
      const context = await instance.newContext({ offline: true })
      const requests: string[] = []
      const complaints: string[] = []
      await context.route('**/*', (route) => {
        requests.push(route.request().url())
        return route.request().url().startsWith('file:') ? route.continue() : route.abort()
      })
      const page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      const url = pathToFileURL(inStudy('report.html')).href
      await page.goto(url)
      expect(requests).toEqual([url])
      expect(complaints).toEqual([])
      expect(await page.title()).toBe('tiny')
      const figures = page.locator('figure svg[role=img]')
      expect(await figures.count()).toBeGreaterThan(3)
      const box = await figures.first().boundingBox()
      expect(box!.width).toBeGreaterThan(200)
      expect(await page.locator('script').count()).toBe(0)
    } finally {
      await instance.close()
    }
  })
})
