import { defineConfig } from 'vitest/config'
import { areas } from './areas.ts'

const area = areas.find(({ folder }) => folder === process.env.MUTATION_AREA)
if (!area) throw new RangeError(`invalid MUTATION_AREA: ${process.env.MUTATION_AREA} (set by npm run mutation)`)

export default defineConfig({
  test: {
    include: area.tests.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.test.ts`)),
    environment: 'node',
    setupFiles: ['scripts/mutation/properties.ts'],
    pool: area.isolated ? 'forks' : 'threads',
    isolate: area.isolated ?? false,
    // Instrumented code is slow.
    testTimeout: 300_000,
  },
})
