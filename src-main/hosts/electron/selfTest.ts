import { app } from 'electron'
import { writeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { ReportDocument } from '#shared/contract/reports.ts'
import type { BenchWindow } from './windows/benchWindow.ts'
import type { LabClient } from './labs/labClient.ts'
import { reportPdf } from './files/paper.ts'
import { pageCount } from './files/pdfPages.ts'

/** The option that makes the program test itself, in its own folder, and exit. */
export const selfTestOption = '--self-test'

/** The program under test. */
export interface TestedProgram {
  client(): LabClient | undefined
  window(): BenchWindow | undefined
  /** Kills the lab's process, like a crash. */
  killLab(): void
  /** Quits the program cleanly. */
  close(): Promise<void>
}

/** The result of a step: its duration, or why it failed. */
interface StepResult {
  step: string
  ms: number
  error?: string
}

const lookEveryMs = 50
/** Time limit per step. A slow machine starts a lab in seconds and trains the network below in one or two. */
const withinMs = 60_000

/** One network of the cheapest kind, which trains in a second. */
const study = {
  formatVersion: 1,
  name: 'Self-test',
  spaces: ['RegNetX'],
  scale: 'tiny16',
  perSpace: 1,
  flops: { low: '0.3M', high: '0.5M' },
  imageSize: 16,
  dataset: { kind: 'synthetic', trainCount: 400, testCount: 100 },
  recipe: { epochs: 1, batchSize: 32, validation: { share: 0.2 } },
}

/** A report in both scripts, with charts and tables. */
const report = (populationIds: number[]): ReportDocument => ({
  title: 'Self-test: 시험 인쇄',
  language: 'ko',
  populationIds,
  blocks: [
    { kind: 'heading', text: '결과' },
    ...(['edf', 'summaryTable', 'bestNetworks', 'trainingCurves', 'settings'] as const).map((figure) => ({
      ...{ kind: 'figure' as const, figure, caption: '' },
    })),
  ],
})

type Steps = Record<string, (program: TestedProgram) => Promise<unknown>>

/** In order; the first failing step ends the test. */
const steps: Steps = {
  start: (program) => until('the window has its lab', () => hasLab(program)),
  providers: async (program) => {
    const answers = await lab(program).system.providers({})
    if (!answers.some(({ available }) => available)) throw new Error('No execution provider works here.')
  },
  background: async (program) => {
    const { problems } = await lab(program).system.checkStorage()
    if (problems.length > 0) throw new Error(JSON.stringify(problems))
  },
  training: async (program) => {
    await lab(program).studies.runFile({ text: JSON.stringify(study) })
    await lab(program).queue.start()
    await until('a network is trained', async () => {
      const { runs, fault } = await lab(program).queue.status()
      if (runs.failed > 0 || fault !== null) throw new Error(JSON.stringify({ runs, fault }))
      return runs.finished === 1
    })
  },
  reload: async (program) => {
    page(program).reload()
    await until('the page is gone', async () => !(await hasLab(program)))
    await until('the page has its lab again', () => hasLab(program))
  },
  labKilled: async (program) => {
    const before = program.client()
    program.killLab()
    await until('another lab answers', () => Promise.resolve(![undefined, before].includes(program.client())))
    await until('the page has the other lab', () => hasLab(program))
  },
  // Through the hidden page from which every report is printed.
  pdf: async (program) => {
    const studyId = (await lab(program).studies.list({}))[0]!.id
    const populations = await lab(program).populations.list({ studyId })
    const document = report(populations.map(({ id }) => id))
    const html = await (await lab(program).reports.render({ studyId, document, format: 'html' })).text()
    const pdf = await reportPdf(html)
    const start = pdf.subarray(0, 5).toString()
    if (start !== '%PDF-' || pageCount(pdf) === 0)
      throw new Error(`What was printed begins with ${JSON.stringify(start)} and has ${pageCount(pdf)} pages.`)
  },
}

/**
 * Tests what only the program itself can show: that the window, the lab and its processes connect, also after a reload
 * and a crash, that a network trains, that pages are printed, and that the program quits. Writes one line of JSON to
 * standard output; the exit code is 0 if every step succeeded.
 */
export async function runSelfTest(program: TestedProgram): Promise<void> {
  const results: StepResult[] = []
  const attempt = async (step: string, act: () => Promise<unknown>) => {
    const startedAt = performance.now()
    const error = await act().then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
    )
    const ms = Math.round(performance.now() - startedAt)
    results.push({ step, ms, ...(error !== undefined && { error }) })
    return error === undefined
  }
  let isSound = true
  for (const [step, act] of Object.entries(steps)) isSound &&= await attempt(step, () => act(program))
  app.once('will-quit', (event) => {
    event.preventDefault()
    const { electron, chrome, node } = process.versions
    const about = { version: app.getVersion(), electron, chromium: chrome, node, platform: process.platform }
    writeSync(1, `${JSON.stringify({ selfTest: isSound ? 'passed' : 'failed', ...about, steps: results })}\n`)
    app.exit(isSound ? 0 : 1)
  })
  isSound = (await attempt('close', () => program.close())) && isSound
}

function lab(program: TestedProgram): LabClient {
  const client = program.client()
  if (!client) throw new Error('There is no lab.')
  return client
}

function page(program: TestedProgram): Electron.WebContents {
  const window = program.window()
  if (!window) throw new Error('There is no window.')
  return window.window.webContents
}

/** Whether the page shows that it is connected to a lab. */
async function hasLab(program: TestedProgram): Promise<boolean> {
  const look = 'document.querySelector("[data-lab]") !== null'
  // A script cannot run in a page while it loads.
  return (await page(program)
    .executeJavaScript(look)
    .catch(() => false)) as boolean
}

/** Resolves when `holds` is true; rejects with `what` if that takes too long. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end;) {
    if (await holds()) return
    await delay(lookEveryMs)
  }
  throw new Error(`Not in ${withinMs / 1000} s: ${what}.`)
}
