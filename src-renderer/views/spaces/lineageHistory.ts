import type { Change } from '#shared/contract/changes.ts'
import type { SpaceState, StudySpace } from '#shared/contract/spaces.ts'

type ChangeKind = SpaceState | 'added' | 'trashed' | 'restored'

/** A change of the lineage. */
export interface Moment {
  readonly at: number
  readonly kind: ChangeKind | 'sampled'
  /** Names of the spaces, or of the population whose last run ended. */
  readonly names: readonly string[]
  /** Number of runs ended by then, if a population was sampled. */
  readonly runs: number
}

/** The lineage at a moment of the past. */
export interface LineageThen {
  readonly at: number
  readonly spaces: readonly StudySpace[]
  /** Ids of the runs that had ended. */
  readonly ended: ReadonlySet<number>
}

/**
 * The moments at which the lineage changed, newest first. `changes` are newest first; `populationOf` gives the
 * population of a run. Spaces added together are one moment; a population is one at the end of its last run.
 */
export function lineageMoments(
  changes: readonly Change[],
  populationOf: (runId: number) => { readonly id: number; readonly name: string } | undefined,
): Moment[] {
  const moments: Moment[] = []
  const sampled = new Map<number, { moment: number; runs: number }>()
  for (const change of changes) {
    const { at, runId } = change
    if (isEnd(change) && runId !== null) {
      const population = populationOf(runId)
      if (!population) continue
      const known = sampled.get(population.id)
      if (known) known.runs++
      else
        sampled.set(population.id, {
          moment: moments.push({ at, kind: 'sampled', names: [population.name], runs: 0 }) - 1,
          runs: 1,
        })
      continue
    }
    const effect = spaceChange(change)
    if (!effect) continue
    const last = moments.at(-1)
    if (last?.kind === effect.kind && last.at === at)
      moments[moments.length - 1] = { ...last, names: [effect.name, ...last.names] }
    else moments.push({ at, kind: effect.kind, names: [effect.name], runs: 0 })
  }
  for (const { moment, runs } of sampled.values()) moments[moment] = { ...moments[moment]!, runs }
  return moments
}

/** The lineage after all changes up to and including `at`. `changes` are newest first. */
export function lineageAt(spaces: readonly StudySpace[], changes: readonly Change[], at: number): LineageThen {
  const until = changes.filter((change) => change.at <= at).toReversed()
  const states = new Map<number, SpaceState>()
  const trashed = new Map<number, number | null>()
  for (const change of until) {
    const effect = spaceChange(change)
    if (!effect || effect.kind === 'added') continue
    if (effect.kind === 'trashed') trashed.set(effect.spaceId, change.at)
    else if (effect.kind === 'restored') trashed.set(effect.spaceId, null)
    else states.set(effect.spaceId, effect.kind)
  }
  return {
    at,
    spaces: spaces
      .filter(({ createdAt }) => createdAt <= at)
      .map((space) => ({
        ...space,
        state: states.get(space.id) ?? 'draft',
        trashedAt: trashed.get(space.id) ?? null,
      })),
    ended: new Set(until.flatMap((change) => (isEnd(change) && change.runId !== null ? [change.runId] : []))),
  }
}

const isEnd = ({ kind }: Change): boolean => kind === 'finished' || kind === 'diverged'

/** The effect of a change on a space; undefined if it has none. */
function spaceChange(change: Change): { kind: ChangeKind; spaceId: number; name: string } | undefined {
  const { kind, spaceId, name } = outcomeOf(change) ?? {}
  return kind && spaceId && name !== undefined ? { kind, spaceId, name } : undefined
}

interface Outcome {
  kind: ChangeKind | undefined
  spaceId: number | null | undefined
  name: string | undefined
}

function outcomeOf({ kind, data }: Change): Outcome | undefined {
  switch (kind) {
    case 'spaceAdded':
      return { kind: 'added', spaceId: data.spaceId, name: data.name }
    case 'spaceTrashed':
      return { kind: 'trashed', spaceId: data.spaceId, name: data.name }
    case 'spaceRestored':
      return { kind: 'restored', spaceId: data.spaceId, name: data.name }
    case 'spaceDecided':
      return { kind: data.state, spaceId: data.spaceId, name: data.name }
    case 'refinementDecided':
      return { kind: data.decision, spaceId: data.refinedSpaceId, name: data.name }
    default:
      return undefined
  }
}
