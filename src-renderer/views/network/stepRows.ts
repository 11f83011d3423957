interface EpochEnd {
  /** From 0. */
  readonly epoch: number
  readonly validationLoss: number | null
}

/**
 * Rows of step, epochs completed after it, training loss, and the validation loss if the step ends a measured epoch.
 */
export function stepRows(losses: ArrayLike<number>, curve: readonly EpochEnd[]): (number | null)[][] {
  const perEpoch = losses.length / ((curve.at(-1)?.epoch ?? 0) + 1)
  const measured = new Map(
    curve.map(({ epoch, validationLoss }) => [Math.round((epoch + 1) * perEpoch), validationLoss]),
  )
  return Array.from(losses, (loss, i) => [i + 1, (i + 1) / perEpoch, loss, measured.get(i + 1) ?? null])
}
