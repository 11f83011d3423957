import type { Handlers } from '../handlers.ts'
import type { LabContext } from '../labContext.ts'
import { finalTests, recordedTests } from './finalTests.ts'

/** Handlers for looking into trained networks. */
export function inspectionsHandlers(core: LabContext): Handlers<'inspections'> {
  const { inspections } = core
  return {
    look: ({ id, worst }, { signal }) => inspections.look(id, worst, signal),
    known: ({ id }) => inspections.known(id),
    pair: ({ first, second }) => inspections.pair(first, second),
    progress: ({ id }) => inspections.progress(id),
    tested: ({ runIds }) => recordedTests(core, runIds),
    finalTests: ({ runIds }, { signal }) => finalTests(core, runIds, signal),
  }
}
