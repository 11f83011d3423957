import { execFileSync } from 'node:child_process'

/** The headings in a PDF's outline, in order. */
export function outlineOf(pdf: Buffer): string[] {
  const titles = pdf.toString('latin1').matchAll(/\/Title\s*(?:\(((?:\\.|[^\\)])*)\)|<([0-9A-Fa-f]*)>)[^>]*\/Parent/gs)
  return [...titles].map(([, plain, hex]) => (hex === undefined ? unescaped(plain!) : fromHex(hex)))
}

/** The text of each page, read by poppler; undefined if it is not installed. */
export function pageTexts(file: string): string[] | undefined {
  const text = poppler('pdftotext', '-enc', 'UTF-8', file, '-')
  // Each page ends with a form feed.
  return text?.split('\f').slice(0, -1)
}

/** Renders the pages beside the file as name-1.png and so on; does nothing without poppler. */
export function drawPages(file: string): void {
  poppler('pdftoppm', '-r', '100', '-png', file, file.replace(/\.pdf$/, ''))
}

/** The output of a poppler command; undefined if it is not installed. */
function poppler(command: string, ...words: string[]): string | undefined {
  try {
    return execFileSync(command, words, { encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const unescaped = (text: string) => text.replaceAll(/\\(.)/gs, '$1')

/** UTF-16 after its byte order mark. */
const fromHex = (hex: string) => Buffer.from(hex, 'hex').subarray(2).swap16().toString('utf16le')
