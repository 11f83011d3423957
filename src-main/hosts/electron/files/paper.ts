import { app, BrowserWindow, type PrintToPDFOptions, type WebContents } from 'electron'
import { basename } from 'node:path'
import { fileName } from '#shared/files/fileName.ts'
import { pickPlace } from './dialogFolders.ts'
import { offerReport } from './reportPages.ts'
import type { Texts } from '../texts/texts.ts'
import { writeUserFile } from './userFiles.ts'

/** A report to print or save as PDF. */
export interface PaperReport {
  title: string
  /** A self-contained page, as rendered by the lab. */
  html: string
}

/** Countries whose paper size is Letter (Unicode CLDR, measurement data, paper size); elsewhere it is A4. */
const letterCountries: ReadonlySet<string> = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '))

/** Paper size for the country of the system. */
export const paperSize = (country: string): 'A4' | 'Letter' => (letterCountries.has(country) ? 'Letter' : 'A4')

/**
 * PDF options of a report: with its colours, an outline of its headings, and tags for screen readers. Margins and page
 * footers come from its own style sheet, which takes precedence.
 */
const pdfOptions = (country: string): PrintToPDFOptions => ({
  pageSize: paperSize(country),
  printBackground: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
})

/** A report's page as PDF. Rejects if that fails. */
export const reportPdf = (html: string): Promise<Buffer> =>
  onPage(html, (page) => page.printToPDF(pdfOptions(app.getLocaleCountryCode())))

/**
 * Saves a report as PDF where the user says. Returns the file's name and its size in bytes; null if cancelled. Rejects
 * if it cannot be written.
 */
export async function saveAsPdf(
  window: BrowserWindow,
  { title, html }: PaperReport,
  texts: Texts,
): Promise<{ name: string; size: number } | null> {
  const name = fileName(title, 'pdf')
  const path = await pickPlace(window, 'saved', { name, kind: texts.t('desktop.pdf'), ending: 'pdf', texts })
  if (path === undefined) return null
  const pdf = await reportPdf(html)
  writeUserFile(path, pdf)
  return { name: basename(path), size: pdf.length }
}

/** Prints a report through the system's dialog; resolves when done or cancelled. Rejects if printing fails. */
export async function print({ html }: PaperReport, texts: Texts): Promise<void> {
  const reason = await onPage(html, (page) => printed(page))
  if (reason !== undefined && !/cancell?ed/i.test(reason))
    throw new RangeError(texts.t('desktop.printFailed', { reason }))
}

/** The reason why a page was not printed; undefined if it was. */
function printed(page: WebContents): Promise<string | undefined> {
  const pageSize = paperSize(app.getLocaleCountryCode())
  return new Promise((resolve) => {
    page.print({ printBackground: true, pageSize }, (success, reason) => resolve(success ? undefined : reason))
  })
}

/** Runs `use` on a page that is never shown, runs no scripts and reaches nothing, and destroys the page afterwards. */
async function onPage<T>(html: string, use: (page: WebContents) => Promise<T>): Promise<T> {
  const { address, withdraw } = offerReport(html)
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    },
  })
  try {
    await window.loadURL(address)
    return await use(window.webContents)
  } finally {
    withdraw()
    window.destroy()
  }
}
