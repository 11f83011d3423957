import { defineConfig } from 'vitest/config'

/** Tests that replace modules, or of modules that keep state: each file in a process of its own. */
const alone = [
  ...['src-main/hosts/electron/**/*.test.ts', 'src-main/trainer/**/*.test.ts', 'src-renderer/stores/**/*.test.ts'],
  'scripts/**/*.test.ts',
]

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    // By default, one core is left alone: half of a machine with two.
    maxWorkers: '100%',
    // Long, since other work may slow a machine down.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    setupFiles: ['scripts/testing/leaveAsFound.ts'],
    // Programs of the command line speak the system's language.
    env: { LC_ALL: 'C.UTF-8' },
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      // Loading the modules for each file anew would take half of the time.
      {
        extends: true,
        test: { name: 'together', include: ['src-*/**/*.test.ts'], exclude: alone, isolate: false },
      },
    ],
    // npm run coverage; docs/coverage.md has the figures.
    coverage: {
      provider: 'v8',
      include: ['src-shared/**/*.ts', 'src-main/**/*.ts'],
      exclude: ['**/*.test.ts', '**/testing/**'],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: 'test-results/coverage',
    },
  },
})
