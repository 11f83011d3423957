import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { inTemporaryFolder } from '#main/disk/temporaryFolder.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'

/** Usual locations of a browser of Chromium's family. */
export const browserPlaces: readonly string[] = [
  ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  ...[
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  ...[
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
]
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

/** The browser that REGBENCH_BROWSER names, or one of the system; undefined if there is none. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['REGBENCH_BROWSER']
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...browserPlaces, ...onPath].find((path) => existsSync(path))
}

const patienceMs = 120_000

/** The page as PDF, printed by the browser without margins of its own. Throws if the browser fails. */
export function printPdf(browser: string, page: string): Promise<Uint8Array> {
  return inTemporaryFolder(async (folder) => {
    const [html, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')]
    writeWhole(html, page)
    // The browser's own sandbox does not work for root.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    await promisify(execFile)(
      browser,
      [
        ...['--headless', '--disable-gpu', '--no-first-run', '--no-pdf-header-footer', ...asRoot],
        ...[`--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${pdf}`, pathToFileURL(html).href],
      ],
      { timeout: patienceMs },
    )
    return readFileSync(pdf)
  })
}
