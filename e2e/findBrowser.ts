import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** Usual locations of Chromium. */
const places = [
  ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  ...[
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  ...['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
]

/** The path of a Chromium: the system's, or else Playwright's; undefined if there is none. */
export function findBrowser(): string | undefined {
  return [...places, chromium.executablePath()].find((path) => existsSync(path))
}

/** Why nothing can be tested in a browser here, as a sentence; undefined if it can. */
export function browserUnavailable(): string | undefined {
  return findBrowser() === undefined
    ? 'No Chromium was found: install it, or run npx playwright install chromium.'
    : undefined
}
