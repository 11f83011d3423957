import { canonical } from '#shared/refinement/comparison/trainingTerms.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'

/** An edit of a state that is no longer there. */
export class ChangedMeanwhileError extends LabError {
  /** The state that is there instead, as the lab gives it out. */
  readonly now: unknown
  constructor(now: unknown, said: Sentence) {
    super('changedMeanwhile', said)
    this.now = now
  }
}

/**
 * Throws 'changedMeanwhile', which says `said`, where a document is not (any more) what an edit of it was based on. To be
 * asked in the same turn as it is stored, with nothing awaited between.
 */
export function requireUnchanged(now: unknown, basedOn: unknown, said: Sentence): void {
  if (canonical(now) !== canonical(basedOn)) throw new ChangedMeanwhileError(now, said)
}
