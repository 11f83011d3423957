import { describe, expect, it } from 'vitest'
import type { RunStatus } from '#shared/contract/scope.ts'
import { spaceVerdict } from '../comparison/compareSpaces.ts'
import type { Side } from '../comparison/sides.ts'
import { decidedEarly, type WatchedPopulation, type WatchedRun } from './decidedEarly.ts'
import { levelOfLook, looks } from './looks.ts'

const planned = 40
const measuredOn = { classes: 10, validationCount: 1000 }

/** A side of one population, added at `createdAt`, whose errors by position are given; null: not over. */
function side(
  id: number,
  errors: readonly (number | null | RunStatus)[],
  { createdAt = 0, ending = true, finishedAt = 1 } = {},
): Side<WatchedPopulation> & { readonly runs: readonly WatchedRun[] } {
  const population = {
    ...{ id, spaceId: id, trashedAt: null, counted: errors.length, createdAt, measuredOn },
    ending: ending ? { planned, endedAt: null } : null,
  } as unknown as WatchedPopulation
  const runs = errors.map((error, position): WatchedRun => {
    const status = error === null ? 'queued' : typeof error === 'string' ? error : 'finished'
    return {
      ...{ id: 1000 * id + position, populationId: id, position, experiment: `${id} ${position}`, status },
      ...{ errorPercent: typeof error === 'number' ? error : null, exclusion: null },
      finishedAt: error === null ? null : finishedAt,
    }
  })
  return { id, spaceId: id, key: '', populations: [population], runs }
}
type Sided = ReturnType<typeof side>
const decided = (newer: Sided, older: Sided) =>
  decidedEarly({ newer, older }, ({ id }) => (id === newer.id ? newer.runs : older.runs))

const old = Array.from({ length: planned }, (_, i) => 30 + ((i * 7) % 10))
/** Better by five points than the old ones, which takes more than one look to see. */
const good = old.map((error) => error - 5.5)
const first = (errors: readonly number[], count: number) =>
  errors.map((error, position) => (position < count ? error : null))

describe('an early decision', () => {
  it('is at the first look whose range excludes one half, and says what that look saw', () => {
    const found = decided(side(2, good), side(1, old))!
    const level = levelOfLook(looks(planned).length)
    const at = looks(planned).find((m) => spaceVerdict(good.slice(0, m), old.slice(0, m), level).verdict === 'better')!
    expect(at).toBeGreaterThan(looks(planned)[0]!)
    expect(found).toEqual({ at, ...spaceVerdict(good.slice(0, at), old.slice(0, at), level) })
    expect(decided(side(1, old), side(2, good))!.verdict).toBe('worse')
  })

  it('waits until the first networks of both are over, however many others are', () => {
    const { at } = decided(side(2, good), side(1, old))!
    expect(decided(side(2, first(good, at)), side(1, first(old, at)))).toMatchObject({ at })
    expect(decided(side(2, first(good, at - 1)), side(1, old))).toBeUndefined()
    expect(decided(side(2, good), side(1, first(old, at - 1)))).toBeUndefined()
    const gap = good.map((error, position) => (position === 3 ? null : error))
    expect(decided(side(2, gap), side(1, old))).toBeUndefined()
  })

  it('counts a population in full that was complete before the other was added', () => {
    const few = first(good, 12)
    const before = side(1, old, { createdAt: 0, finishedAt: 5 })
    const level = levelOfLook(looks(planned).length)
    const found = decided(side(2, few, { createdAt: 5 }), before)!
    expect(found).toEqual({ at: found.at, ...spaceVerdict(good.slice(0, found.at), old, level) })
    expect(decided(side(2, few, { createdAt: 4 }), before)?.beats).not.toEqual(found.beats)
  })

  it('is not made on equal spaces, unwatched populations, guessing ones, or against diverged networks', () => {
    expect(decided(side(2, old), side(1, old))).toBeUndefined()
    expect(decided(side(2, good, { ending: false }), side(1, old))).toBeUndefined()
    const guessing = old.map((error) => 89 + error / 30)
    expect(decided(side(2, guessing), side(1, old))).toBeUndefined()
    const halfDiverged = good.map((error, i): number | RunStatus => (i % 2 === 0 ? error : 'diverged'))
    expect(decided(side(2, halfDiverged), side(1, old))).toBeUndefined()
  })
})
