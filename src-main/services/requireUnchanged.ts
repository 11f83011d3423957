import { canonical } from '#shared/refinement/comparison/trainingTerms.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'

/** An edit based on a state that is no longer current. */
export class ChangedMeanwhileError extends LabError {
  /** The current state, as the lab outputs it. */
  readonly now: unknown
  constructor(now: unknown, said: Sentence) {
    super('changedMeanwhile', said)
    this.now = now
  }
}

/**
 * Throws 'changedMeanwhile' with the message `said` if a document differs from the state that an edit was based on.
 * Call it in the same turn as the write, with no await between.
 */
export function requireUnchanged(now: unknown, basedOn: unknown, said: Sentence): void {
  if (canonical(now) !== canonical(basedOn)) throw new ChangedMeanwhileError(now, said)
}
