import type { Handlers } from '../handlers.ts'
import type { LabContext } from '../labContext.ts'
import { finalTests, recordedTests } from './finalTests.ts'
import { shownInspection } from './inspections.ts'

/** Handlers for looking into trained networks. */
export function inspectionsHandlers(core: LabContext): Handlers<'inspections'> {
  const { inspections } = core
  return {
    async look({ id, ...wish }, { signal }) {
      return shownInspection(await inspections.look(id, { ...wish, signal }))
    },
    known({ id }) {
      const known = inspections.known(id)
      return known && shownInspection(known)
    },
    pair: ({ first, second }) => inspections.pair(first, second),
    progress: ({ id }) => inspections.progress(id),
    tested: ({ runIds }) => recordedTests(core, runIds),
    finalTests: ({ runIds }, { signal }) => finalTests(core, runIds, signal),
  }
}
