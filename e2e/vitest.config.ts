import { defineConfig } from 'vitest/config'

/** Tests of the whole program: real trainers, a real browser. One file at a time, since each takes all cores. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
