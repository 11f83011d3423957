/** When a task starts, and on which trainer. */
export interface LanePlace {
  /** From 0. */
  readonly trainer: number
  /** In the unit of the durations. */
  readonly start: number
}

/** The schedule of tasks taken in this order by `trainers` that each take the next one when free. */
export function lanes(durations: readonly number[], trainers: number): LanePlace[] {
  const free = Array.from({ length: Math.min(trainers, durations.length) }, () => 0)
  return durations.map((duration) => {
    const start = Math.min(...free)
    const trainer = free.indexOf(start)
    free[trainer] = start + duration
    return { trainer, start }
  })
}
