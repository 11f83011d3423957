import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserWindow, BrowserWindowConstructorOptions, PrintToPDFOptions } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { serveWindow } from '../windows/appProtocol.ts'
import { memoryVariable } from '../program/memoryVariable.ts'
import { paperSize, print, saveAsPdf } from './paper.ts'
import { isReportAddress, offerReport } from './reportPages.ts'
import { answer, createObject, givenTo, made, resetElectron } from '../testing/electronDouble.ts'
import { textsIn } from '../texts/texts.ts'

vi.mock('electron', async () => (await import('../testing/electronDouble.ts')).electronDouble())
const newFolder = temporaryFolders()
const report = { title: 'Widths: B/C', html: '<!doctype html><title>Widths</title><p>report</p>' }
const texts = textsIn('en')
let folder: string
let window: BrowserWindow
let serve: (request: Pick<Request, 'url' | 'method'>) => Promise<Response>

afterEach(() => void vi.unstubAllEnvs())
beforeEach(() => {
  resetElectron()
  folder = newFolder()
  vi.stubEnv(memoryVariable, folder)
  window = createObject('BrowserWindow') as BrowserWindow
  serveWindow(folder)
  ;[[, serve]] = givenTo('Protocol.handle') as [[string, typeof serve]]
  answer('Dialog.showSaveDialog', () => Promise.resolve({ filePath: join(folder, 'out.pdf') }))
  // The page loads what the scheme serves: once, and to no other requester.
  answer('BrowserWindow.loadURL', async (address: string) => {
    expect(isReportAddress(address)).toBe(true)
    expect(await (await serve({ url: address, method: 'GET' })).text()).toBe(report.html)
    expect((await serve({ url: address, method: 'GET' })).status).toBe(404)
  })
  answer('WebContents.printToPDF', () => Promise.resolve(Buffer.from('%PDF')))
})
const [pages, closed] = [() => made('BrowserWindow'), () => givenTo('BrowserWindow.destroy').length]

describe('A report as PDF', () => {
  it('is written where the user says, from a hidden page without privileges', async () => {
    expect(await saveAsPdf(window, report, texts)).toEqual({ name: 'out.pdf', size: 4 })
    expect(readFileSync(join(folder, 'out.pdf'), 'utf8')).toBe('%PDF')
    expect(givenTo('Dialog.showSaveDialog')).toEqual([
      [window, { defaultPath: 'Widths - B - C.pdf', filters: [{ name: 'PDF document', extensions: ['pdf'] }] }],
    ])
    const [[options]] = givenTo('new BrowserWindow') as [[BrowserWindowConstructorOptions]]
    expect(options.show).toBe(false)
    expect(options.webPreferences).toEqual({
      ...{ javascript: false, sandbox: true, contextIsolation: true, nodeIntegration: false },
      ...{ webSecurity: true, webviewTag: false, spellcheck: false, devTools: false },
    })
    expect([pages().length, closed()]).toEqual([1, 1])
  })

  it("has the country's paper size and its colours; the page footers are its own", async () => {
    answer('App.getLocaleCountryCode', () => 'US')
    await saveAsPdf(window, report, texts)
    const [[options]] = givenTo('WebContents.printToPDF') as [[PrintToPDFOptions]]
    expect(options).toMatchObject({ pageSize: 'Letter', printBackground: true })
    expect(options).not.toHaveProperty('displayHeaderFooter')
    expect(['KR', 'DE', '', 'CA'].map(paperSize)).toEqual(['A4', 'A4', 'A4', 'Letter'])
  })

  it('gets the extension that a dialog does not add', async () => {
    answer('Dialog.showSaveDialog', () => Promise.resolve({ filePath: join(folder, 'named') }))
    expect(await saveAsPdf(window, report, texts)).toMatchObject({ name: 'named.pdf' })
  })

  it('is not created if the user cancels', async () => {
    answer('Dialog.showSaveDialog', () => Promise.resolve({ canceled: true, filePath: '' }))
    expect(await saveAsPdf(window, report, texts)).toBeNull()
    expect(pages()).toHaveLength(0)
  })

  it('that cannot be created leaves no page and no report behind', async () => {
    answer('WebContents.printToPDF', () => Promise.reject(new Error('no memory')))
    await expect(saveAsPdf(window, report, texts)).rejects.toThrow('no memory')
    answer('BrowserWindow.loadURL', () => Promise.reject(new Error('gone')))
    await expect(saveAsPdf(window, report, texts)).rejects.toThrow('gone')
    const [address] = givenTo('BrowserWindow.loadURL').at(-1) as [string]
    expect([isReportAddress(address), pages().length, closed()]).toEqual([false, 2, 2])
  })
})

describe('A printed report', () => {
  const ends = (...how: [success: boolean, reason: string]) =>
    answer('WebContents.print', (_options: unknown, done: (...given: typeof how) => void) => done(...how))

  it("goes to the system's dialog with its colours", async () => {
    ends(true, '')
    await print(report, texts)
    const [[options]] = givenTo('WebContents.print') as [unknown[]]
    expect(options).toEqual({ printBackground: true, pageSize: 'A4' })
    expect(closed()).toBe(1)
  })

  it('may be cancelled; other failures are reported', async () => {
    ends(false, 'Print job canceled')
    await print(report, texts)
    ends(false, 'Print job failed')
    await expect(print(report, texts)).rejects.toThrow('The system says: Print job failed')
    expect(closed()).toBe(2)
  })
})

it('a report is served once, by GET, under a policy that allows nothing active', async () => {
  const { address, withdraw } = offerReport(report.html)
  expect((await serve({ url: address, method: 'HEAD' })).status).toBe(404)
  const answered = await serve({ url: address, method: 'GET' })
  const policy = answered.headers.get('content-security-policy')
  expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;/)
  expect(policy).not.toContain('script')
  expect(isReportAddress(address)).toBe(false)
  withdraw()
  const { address: other, withdraw: withdrawOther } = offerReport('')
  expect(other).not.toBe(address)
  withdrawOther()
  expect((await serve({ url: other, method: 'GET' })).status).toBe(404)
})
