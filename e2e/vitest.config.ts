import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Tests of the whole program with real trainers and a real browser. One file at a time, since each uses all cores. */
export default defineConfig({
  cacheDir: join(import.meta.dirname, '../node_modules/.vite-e2e'),
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Programs of the command line speak the system's language.
    env: { LC_ALL: 'C.UTF-8' },
  },
})
