/** Default memory of a trainer, as measured for a small network. */
const unknownPeakBytes = 600e6

/**
 * Number of concurrent trainers: one per core as far as memory allows, at least one. `predictedPeakBytes` is that of
 * the largest waiting run; null if unknown.
 */
export function trainerCount(cores: number, freeMemoryBytes: number, predictedPeakBytes: number | null): number {
  return Math.max(1, Math.min(cores, Math.floor(freeMemoryBytes / (predictedPeakBytes ?? unknownPeakBytes))))
}
