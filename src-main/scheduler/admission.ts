/** How many runs may train at once. */
export interface Limits {
  /** Of all providers together; Infinity unless the user chose it. */
  readonly runs: number
  /** Trainers with one run each and devices, counted together. */
  readonly trainers: number
  /** Of a provider whose runs share a device; null for any other, whose runs have a trainer each. */
  readonly slots: (provider: string) => number | null
}

/** A run that trains, as far as admission depends on it. */
export interface Admitted {
  readonly provider: string
  /** Whether no other run may share its device. */
  readonly mustBeAlone: boolean
}

/** Number of runs at once with a trainer each: one per trainer, except those that feed the devices in use; at least 1. */
function mostSingle({ trainers, runs, slots }: Limits, inUse: ReadonlySet<string>): number {
  if (runs < Infinity) return runs
  const devices = [...inUse].filter((provider) => slots(provider) !== null).length
  return Math.max(1, trainers - devices)
}

/**
 * Number of further runs of `provider` that may begin beside the active ones, at least 0. `waiting` are the providers of
 * the queued runs: a device that is about to be used keeps a core free.
 */
export function room(provider: string, active: readonly Admitted[], waiting: Iterable<string>, limits: Limits): number {
  const own = limits.slots(provider)
  const sharing = active.filter((run) =>
    own === null ? limits.slots(run.provider) === null : run.provider === provider,
  )
  if (own !== null && sharing.some(({ mustBeAlone }) => mustBeAlone)) return 0
  const inUse = new Set([...waiting, ...active.map((run) => run.provider)])
  const most = own ?? mostSingle(limits, inUse)
  return Math.max(0, Math.min(most - sharing.length, limits.runs - active.length))
}

/** Number of runs at once while enough runs of these providers wait or train; of any provider if there are none. */
export function runsAtOnce(providers: Iterable<string>, limits: Limits): number {
  const inUse = new Set(providers)
  if (inUse.size === 0) return mostSingle(limits, inUse)
  const slots = [...inUse].map(limits.slots)
  const shared = slots.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  return Math.min(limits.runs, shared + (slots.includes(null) ? mostSingle(limits, inUse) : 0))
}
