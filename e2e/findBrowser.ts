import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { browserPlaces } from '#main/hosts/cli/browser.ts'

/** The path of a Chromium: the system's, or else Playwright's; undefined if there is none. */
export function findBrowser(): string | undefined {
  return [...browserPlaces, chromium.executablePath()].find((path) => existsSync(path))
}

/** Why nothing can be tested in a browser here, as a sentence; undefined if it can. */
export function browserUnavailable(): string | undefined {
  return findBrowser() === undefined
    ? 'No Chromium was found: install it, or run npx playwright install chromium.'
    : undefined
}
