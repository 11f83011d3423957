import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { findBrowser } from './findBrowser.ts'
import type { Program } from './journeys/bench.ts'

const browser = findBrowser()

const use = {
  viewport: { width: 1280, height: 800 },
  launchOptions: {
    ...(browser !== undefined && { executablePath: browser }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  },
}

/**
 * Journeys through the window, one after another because each trains with all cores: in a real browser, in the desktop
 * program under the stand-in for Electron, and in the real desktop program. Where the latter cannot start they are
 * skipped with the reason.
 */
export default defineConfig<{ program: Program }>({
  testDir: join(import.meta.dirname, 'journeys'),
  testMatch: '*.journey.ts',
  globalSetup: join(import.meta.dirname, 'buildWindow.ts'),
  outputDir: join(import.meta.dirname, '../test-results'),
  fullyParallel: false,
  workers: 1,
  timeout: 480_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  projects: [
    {
      name: 'browser',
      testIgnore: 'desktop.journey.ts',
      use: { ...use, program: 'browser', screenshot: 'only-on-failure' },
    },
    { name: 'desktop-standin', use: { ...use, program: 'standin' } },
    { name: 'electron', use: { ...use, program: 'desktop' } },
  ],
})
