import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

const chromium = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

/** Journeys through the window in a real browser, one after another: each trains with all cores. */
export default defineConfig({
  testDir: join(import.meta.dirname, 'journeys'),
  testMatch: '*.journey.ts',
  globalSetup: join(import.meta.dirname, 'journeys/buildWindow.ts'),
  outputDir: join(import.meta.dirname, '../test-results'),
  fullyParallel: false,
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  projects: [
    {
      name: 'browser',
      use: {
        viewport: { width: 1280, height: 800 },
        launchOptions: {
          ...(chromium !== undefined && { executablePath: chromium }),
          args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
        },
      },
    },
  ],
})
