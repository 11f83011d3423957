import { app, BrowserWindow, type PrintToPDFOptions, type WebContents } from 'electron'
import { basename } from 'node:path'
import { fileName } from '#shared/files/fileName.ts'
import { pickPlace } from './dialogFolders.ts'
import { offerReport } from './reportPages.ts'
import type { Texts } from '../texts/texts.ts'
import { writeUserFile } from './userFiles.ts'

/** A report that is to be put on paper. */
export interface PaperReport {
  title: string
  /** A page with everything inside, as the lab renders it. */
  html: string
}

/** Where Letter is the paper that printers hold (Unicode CLDR, measurement data, paper size); elsewhere A4 is. */
const letterCountries: ReadonlySet<string> = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '))

/** The paper of the country that the system is set to. */
export const paperSize = (country: string): 'A4' | 'Letter' => (letterCountries.has(country) ? 'Letter' : 'A4')

/**
 * How a report becomes a PDF: with its colours, an outline of its headings and tags for screen readers. Margins and what
 * stands at the foot of its pages are in its own style sheet, which goes before.
 */
const pdfOptions = (country: string): PrintToPDFOptions => ({
  pageSize: paperSize(country),
  printBackground: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
})

/** A report's page as PDF. Rejects if it cannot be made. */
export const reportPdf = (html: string): Promise<Buffer> =>
  onPage(html, (page) => page.printToPDF(pdfOptions(app.getLocaleCountryCode())))

/**
 * Writes a report as PDF where the user says; the file's name and size in bytes, null: he said nothing. Rejects if it
 * cannot be written.
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

/** Prints a report by the system's dialog; resolves when that is done or was cancelled. Rejects if it cannot be printed. */
export async function print({ html }: PaperReport, texts: Texts): Promise<void> {
  const reason = await onPage(html, (page) => printed(page))
  if (reason !== undefined && !/cancell?ed/i.test(reason))
    throw new RangeError(texts.t('desktop.printFailed', { reason }))
}

/** Why a page was not printed; undefined: it was. */
function printed(page: WebContents): Promise<string | undefined> {
  const pageSize = paperSize(app.getLocaleCountryCode())
  return new Promise((resolve) => {
    page.print({ printBackground: true, pageSize }, (success, reason) => resolve(success ? undefined : reason))
  })
}

/** A page that is never shown, runs no script and reaches nothing, for as long as it is needed. */
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
