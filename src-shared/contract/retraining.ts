import type { Sentence } from '#shared/sentences/sentence.ts'

/** What a training came to. */
export interface TrainingOutcome {
  /** SHA-256 over epochs and weights. */
  digest: string
  errorPercent: number
}

/**
 * What training a run again shows. same: the same bits. other: other bits though the machine computes the same, or an
 * error too far from the recorded one: the record is not of this training. near: other bits on a machine that computes
 * others, with an error as near as two trainings of a network are. failed: it could not be trained.
 */
export type RetrainingVerdict = 'same' | 'near' | 'other' | 'failed'

/** A run that was trained again from its seed. */
export interface RetrainedRun {
  /** In the lab, or 0 for one of a file. */
  runId: number
  /** Name of its population, and its place in it from 0. */
  population: string
  position: number
  recorded: TrainingOutcome
  /** Null: it could not be trained, for `reason`. */
  found: TrainingOutcome | null
  reason: Sentence | null
  /** Whether this machine computes the bits that the recorded one did: onnxruntime, processor and lowering plan agree. */
  isSameMachine: boolean
  verdict: RetrainingVerdict
}

/** How far runs are that are trained again. */
export interface Retraining {
  /** Runs that were drawn. */
  drawn: number
  /** Share of the run under way, from 0 to 1. */
  share: number
  done: RetrainedRun[]
}
