/** Memory of a trainer of which nothing is known: what a small network took when it was measured. */
const unknownPeakBytes = 600e6

/**
 * How many trainers run at once: one per core as far as memory carries them, at least one.
 * `predictedPeakBytes` is that of the largest run that waits; null: unknown.
 */
export function trainerCount(cores: number, freeMemoryBytes: number, predictedPeakBytes: number | null): number {
  return Math.max(1, Math.min(cores, Math.floor(freeMemoryBytes / (predictedPeakBytes ?? unknownPeakBytes))))
}
