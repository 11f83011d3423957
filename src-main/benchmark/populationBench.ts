/** How far a network was trained: the share of its steps that were taken, in [0, 1], and the images of these steps. */
export interface Advance {
  share: number
  images: number
}

/** How the training of a network ended; `unfinished`: stopped because the time was up, or diverged. */
export type TrainingEnd = { type: 'finished' } | { type: 'unfinished' } | { type: 'failed'; reason: string }

/** A place where one network trains at a time: a slot of a trainer process. */
export interface Lane {
  /** Trains a network of the population by its index, tells how far it is, and resolves at its end. */
  train(network: number, onAdvance: (advance: Advance) => void): Promise<TrainingEnd>
  /** Asks for the end of the training. */
  stop(): void
}

export interface PopulationTiming {
  networksPerHour: number
  imagesPerSecond: number
  /** From the start of the first network to the end of the last. */
  seconds: number
  /** Number of networks trained to their end, counting one that was trained twice as two. */
  finished: number
  /** Number of networks of the population that were trained at all. */
  reached: number
  failures: { network: number; reason: string }[]
}

interface Attempt extends Advance {
  network: number
  /** When its last advance was told. */
  at: number
}

/**
 * Measures how many of `count` networks the lanes train per hour. With `milliseconds`, the population is trained over and
 * over until they have passed, a network in training counts by its share, and a lane's rate runs up to its last advance;
 * without, every network is trained once, and the time of the slowest lane counts, idle lanes included. `now` and `wait`
 * are the clock in milliseconds.
 */
export async function benchPopulation(
  count: number,
  lanes: readonly Lane[],
  milliseconds: number | null,
  now: () => number = () => performance.now(),
  wait: (milliseconds: number, then: () => void) => () => void = waitByTimer,
): Promise<PopulationTiming> {
  const began = now()
  const failures: PopulationTiming['failures'] = []
  const reached = new Set<number>()
  const failed = new Set<number>()
  let finished = 0
  let next = 0
  let isOver = false

  const nextNetwork = (): number | undefined => {
    if (isOver || failed.size === count) return undefined
    if (milliseconds === null) return next < count ? next++ : undefined
    while (failed.has(next % count)) next++
    return next++ % count
  }

  const runLane = async (lane: Lane): Promise<Attempt[]> => {
    const attempts: Attempt[] = []
    for (let network = nextNetwork(); network !== undefined; network = nextNetwork()) {
      const attempt: Attempt = { network, share: 0, images: 0, at: now() }
      attempts.push(attempt)
      const end = await lane.train(network, (advance) => Object.assign(attempt, advance, { at: now() }))
      if (attempt.share > 0) reached.add(network)
      if (end.type === 'finished') finished++
      if (end.type !== 'failed' || failed.has(network)) continue
      failures.push({ network, reason: end.reason })
      failed.add(network)
    }
    return attempts
  }

  const cancelWait =
    milliseconds === null
      ? () => undefined
      : wait(milliseconds, () => {
          isOver = true
          for (const lane of lanes) lane.stop()
        })
  const byLane = await Promise.all(lanes.map(runLane))
  cancelWait()
  const ended = Math.max(began, ...byLane.flat().map(({ at }) => at))
  const perSecond = (of: (attempt: Attempt) => number) =>
    byLane.reduce((sum, attempts) => {
      const until = milliseconds === null ? ended : Math.max(began, ...attempts.map(({ at }) => at))
      const done = attempts.reduce((total, attempt) => total + of(attempt), 0)
      return until > began ? sum + (1000 * done) / (until - began) : sum
    }, 0)
  return {
    networksPerHour: 3600 * perSecond(({ share }) => share),
    imagesPerSecond: perSecond(({ images }) => images),
    seconds: (ended - began) / 1000,
    finished,
    reached: reached.size,
    failures,
  }
}

const waitByTimer = (milliseconds: number, then: () => void) => {
  const timer = setTimeout(then, milliseconds)
  return () => clearTimeout(timer)
}
