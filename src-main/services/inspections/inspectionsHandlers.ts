import type { Handlers } from '../handlers.ts'
import type { LabContext } from '../labContext.ts'

/** Handlers for looking into trained networks. */
export function inspectionsHandlers({ inspections }: LabContext): Handlers<'inspections'> {
  return {
    look: ({ id, worst }, { signal }) => inspections.look(id, worst, signal),
    known: ({ id }) => inspections.known(id),
    progress: ({ id }) => inspections.progress(id),
  }
}
