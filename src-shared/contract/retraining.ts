import type { Sentence } from '#shared/sentences/sentence.ts'

/** The outcome of a training. */
export interface TrainingOutcome {
  /** SHA-256 over epochs and weights. */
  digest: string
  errorPercent: number
}

/**
 * What retraining a run shows. same: the same bits. other: other bits though this machine computes the same way, or an
 * error too far from the recorded one: the record is not of this training. near: other bits on a machine that computes
 * differently, with an error as close as that of two trainings of a network. failed: it could not be trained.
 */
export type RetrainingVerdict = 'same' | 'near' | 'other' | 'failed'

/** A run retrained from its seed. */
export interface RetrainedRun {
  /** Its id in the lab; 0 for a run from a file. */
  runId: number
  /** The name of its population, and its position there, from 0. */
  population: string
  position: number
  recorded: TrainingOutcome
  /** Null: it could not be trained, for `reason`. */
  found: TrainingOutcome | null
  reason: Sentence | null
  /**
   * Whether this machine computes the same bits as the one that recorded it: onnxruntime, processor and lowering plan
   * agree and, for another provider than the CPU, the device with its driver, which then is known of both.
   */
  isSameMachine: boolean
  verdict: RetrainingVerdict
}

/** Progress of retraining. */
export interface Retraining {
  /** Number of runs drawn. */
  drawn: number
  /** Completed share of the current run, from 0 to 1. */
  share: number
  done: RetrainedRun[]
}
