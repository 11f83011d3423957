import { writeSync } from 'node:fs'
import { beforeEach, expect, it, vi } from 'vitest'
import { reportDocumentSchema } from '#shared/contract/reports.ts'
import { BenchWindow } from './windows/benchWindow.ts'
import type { LabClient } from './labs/labClient.ts'
import { runSelfTest, type TestedProgram } from './selfTest.ts'
import { idleQueue } from './testing/connectedLab.ts'
import { answer, createObject, givenTo, happens, resetElectron } from './testing/electronDouble.ts'

vi.mock('electron', async () => (await import('./testing/electronDouble.ts')).electronDouble())
vi.mock(import('node:fs'), async (original) => ({ ...(await original()), writeSync: vi.fn() }))
const { app } = await import('electron')

interface Line {
  selfTest: string
  steps: { step: string; error?: string }[]
}

/** Runs the self-test of a program that works except for `faults`; returns the line printed at the end. */
async function tried(faults: Record<string, unknown> = {}, pdf = '%PDF-1.7 /Type /Page'): Promise<Line> {
  answer('App.getVersion', () => '0.1.0')
  answer('WebContents.printToPDF', () => Promise.resolve(Buffer.from(pdf)))
  // After a reload was requested, the page is gone for one poll.
  let isLoading = false
  answer('WebContents.reload', () => void (isLoading = true))
  answer('WebContents.executeJavaScript', () => {
    const has = !isLoading
    isLoading = false
    return Promise.resolve(has)
  })
  const newClient = () =>
    ({
      system: {
        providers: () => Promise.resolve([{ available: true }]),
        checkStorage: () => Promise.resolve({ problems: [] }),
      },
      studies: { runFile: () => Promise.resolve({ id: 1 }), list: () => Promise.resolve([{ id: 1 }]) },
      populations: { list: () => Promise.resolve([{ id: 7 }]) },
      reports: {
        render: ({ document }: { document: unknown }) =>
          Promise.resolve(new File([JSON.stringify(reportDocumentSchema.parse(document))], 'report.html')),
      },
      queue: {
        start: () => Promise.resolve(idleQueue),
        status: () => Promise.resolve({ ...idleQueue, runs: { ...idleQueue.runs, finished: 1, ...faults } }),
      },
    }) as unknown as LabClient
  let client = newClient()
  const window = new BenchWindow({ lab: () => undefined, desktop: () => createObject('MessagePortMain') as never })
  const program: TestedProgram = {
    client: () => client,
    window: () => window,
    killLab: () => (client = newClient()),
    close() {
      happens(app, 'will-quit', { preventDefault: () => undefined })
      return Promise.resolve()
    },
  }
  await runSelfTest(program)
  return JSON.parse(vi.mocked(writeSync).mock.lastCall![1]) as Line
}

beforeEach(() => {
  resetElectron()
  vi.mocked(writeSync).mockReset()
})

it('performs every step, prints one line and exits with 0', async () => {
  const line = await tried()
  expect(line.selfTest).toBe('passed')
  expect(line.steps.map(({ step }) => step)).toEqual([
    ...['start', 'providers', 'background', 'training', 'reload', 'labKilled', 'pdf'],
  ])
  expect(givenTo('BrowserWindow.loadURL').at(-1)![0]).toMatch(/^app:\/\/report\//)
  expect(givenTo('App.exit')).toEqual([[0]])
})

it('rejects a PDF without pages', async () => {
  const line = await tried({}, '%PDF-1.7')
  expect(line.steps.at(-1)).toMatchObject({ step: 'pdf', error: expect.stringContaining('0 pages') as string })
})

it('stops at the first failing step, prints the reason and exits with 1', async () => {
  const line = await tried({ failed: 1 })
  expect(line.selfTest).toBe('failed')
  expect(line.steps.at(-1)).toMatchObject({ step: 'training', error: expect.stringContaining('"failed":1') as string })
  expect(givenTo('App.exit')).toEqual([[1]])
})
