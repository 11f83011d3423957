/** What is timed: the deployed model on a batch, or a whole training step. Stored: never rename one. */
export const timingModes = ['inference', 'training'] as const
export type TimingMode = (typeof timingModes)[number]

/** Where, by what and on how many images at once a time was measured: only times of equal conditions compare. */
export interface TimingConditions {
  mode: TimingMode
  batchSize: number
  /** onnxruntime's name of the execution provider. */
  provider: string
  /** Id of the lowering plan of a training step; null for inference, which runs the exported model. */
  plan: string | null
  /** The processor's model or the graphics adapter. */
  device: string
  /** Version of the adapter's driver; null for a processor, or if the provider does not tell it. */
  driver: string | null
  /** CPU threads of onnxruntime. */
  threads: number
  onnxruntime: string
}

/** How long one pass over a batch takes, in milliseconds, from several rounds. */
export interface MeasuredTime {
  /** Median of the rounds' medians. */
  ms: number
  /** Median absolute deviation of the rounds' medians from it. */
  spreadMs: number
  /** The fastest single pass. */
  fastestMs: number
  /**
   * Processor time of a pass, all threads together: the median of the rounds' means. Other programs on the machine
   * change it less than the time on the clock. Null where a device other than the processor computes.
   */
  processorMs: number | null
  rounds: number
  /** Timed passes of all rounds. */
  passes: number
}

/** What one round measured of one network. */
export interface TimingRound {
  /** Milliseconds of each pass, at least one. */
  times: readonly number[]
  /** Mean processor time of a pass in milliseconds; null where a device other than the processor computes. */
  processorMs: number | null
}

/** The measures of time that networks are compared by. */
export const timeMeasures = ['ms', 'fastestMs', 'processorMs'] as const
export type TimeMeasure = (typeof timeMeasures)[number]
