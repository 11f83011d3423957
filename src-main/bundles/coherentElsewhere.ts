import type { Origin } from '#shared/contract/origin.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { BundledRun } from './bundleSchema.ts'
import { digestOfElsewhere } from './digests.ts'

/** Throws the fault of the first value that a run trained elsewhere cannot have, or that its digest contradicts. */
export function requireElsewhere(
  run: BundledRun,
  population: Origin | undefined,
  fault: (field: string, said: Sentence) => Error,
): void {
  const { origin, status, errorPercent, digest, validationErrors, validationCount, epochs, weights } = run
  if (!origin || !population) throw fault('origin', sentence('required'))
  if (status === 'cancelled') throw fault('status', sentence('unfit'))
  if ((errorPercent !== null) !== (status === 'finished'))
    throw fault('errorPercent', errorPercent === null ? sentence('required') : sentence('resultUnfinished', { status }))
  for (const [field, isThere] of Object.entries({
    validationErrors: validationErrors !== null,
    validationCount: validationCount !== null,
    epochs: epochs.length > 0,
    weights: weights !== undefined,
  }))
    if (isThere) throw fault(field, sentence('unfit'))
  const wanted = digestOfElsewhere({ ...run, origin })
  if (digest !== wanted) throw fault('digest', sentence('isInsteadOf', { found: digest ?? '–', wanted }))
}
