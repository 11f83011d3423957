import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { beatsP } from '#shared/statistics/ranges/beatsRange.ts'
import { science } from '#shared/messages/en/science.ts'
import { science as korean } from '#shared/messages/ko/science.ts'
import { translation } from '#shared/messages/translation.ts'
import { spaceVerdict } from '../comparison/compareSpaces.ts'
import type { SidePopulation, SideSpace } from '../comparison/sides.ts'
import type { CountedRun } from '../comparison/speakingRuns.ts'
import { correctedVerdict } from './correctedVerdict.ts'
import { triedP, triedRefinements } from './triedRefinements.ts'
import { triedText } from './triedText.ts'

const errorsOf = (centre: number, n: number, seed: number): number[] => {
  const random = stream(seed, 'dataset')
  return Array.from({ length: n }, () => centre + 2 * random.normal())
}
const older = { errors: errorsOf(20, 40, 1) }
const newer = { errors: errorsOf(18.6, 40, 2) }
const alone = beatsP(newer, older)
const others = (...ps: readonly number[]) => ps.map((p, i) => ({ spaceId: 100 + i, p }))

describe('a verdict corrected for all refinements tried', () => {
  it('is none where this is the only one, or too few runs have finished', () => {
    expect(correctedVerdict(7, { newer, older }, [])).toBeUndefined()
    expect(correctedVerdict(7, { newer, older }, [{ spaceId: 7, p: alone }])).toBeUndefined()
    expect(correctedVerdict(7, { newer: { errors: newer.errors.slice(0, 7) }, older }, others(0.5))).toBeUndefined()
  })

  it('multiplies the p-value as Holm does: by all tried, or by those that are no clearer', () => {
    expect(spaceVerdict(newer.errors, older.errors).verdict).toBe('better')
    const found = (ps: readonly number[]) => correctedVerdict(7, { newer, older }, others(...ps))!
    const few = found([0.6])
    expect(few).toEqual({ tried: 2, p: alone, correctedP: 2 * alone, verdict: 'better' })
    const many = Math.ceil(0.05 / alone)
    const lost = found(Array<number>(many).fill(0.6))
    expect(lost).toMatchObject({ tried: many + 1, verdict: 'undecided' })
    expect(lost.correctedP).toBeCloseTo((many + 1) * alone, 12)
    expect(found([...Array<number>(many - 1).fill(1e-6), 0.6])).toMatchObject({
      correctedP: 2 * alone,
      verdict: 'better',
    })
  })

  it('replaces what is stored of the same space by the runs shown', () => {
    const stored = [{ spaceId: 7, p: 1e-9 }, ...others(0.6)]
    expect(correctedVerdict(7, { newer, older }, stored)).toMatchObject({ tried: 2, correctedP: 2 * alone })
  })

  it('calls spaces equal only by a range for all tried, which more of them make wider', () => {
    const [a, b] = [{ errors: errorsOf(20, 200, 3) }, { errors: errorsOf(20, 200, 4) }]
    const found = (count: number) =>
      correctedVerdict(7, { newer: a, older: b }, others(...Array<number>(count).fill(1)))!.verdict
    expect(found(1)).toBe('equal')
    expect(found(100_000)).toBe('undecided')
  })

  it('counts looks in, so that a population that ended early needs far more', () => {
    const ending = { isWatched: true, isEnded: false }
    expect(triedP({ ...newer, ending }, older)).toBeCloseTo(alone / 0.8, 12)
    const far = { errors: errorsOf(15, 20, 5) }
    const p = triedP({ ...far, ending: { isWatched: true, isEnded: true } }, older)
    expect(p).toBeCloseTo(45 * beatsP(far, older), 12)
    expect(triedP(newer, { ...older, ending: { isWatched: true, isEnded: true } })).toBeCloseTo(alone / 0.8, 12)
  })

  it('is said in one sentence, with both p-values', () => {
    const corrected = { tried: 3, p: 0.021, correctedP: 0.063, verdict: 'undecided' } as const
    const said = triedText(corrected, translation('en', { science }))
    expect(said).toContain('has tried 3 constraints')
    expect(said).toContain('the verdict is: undecided, p = 0.063; for this one alone p = 0.021')
    expect(triedText(corrected, translation('ko', { science: korean }))).toMatch(/3개.*미정, p = 0\.063.*p = 0\.021/)
  })
})

describe('the refinements that a study has tried', () => {
  const terms = { plan: { recipe: {}, imageSize: 16, flops: null, seed: 1 }, datasetHash: 'x', origin: null }
  const space = (id: number, parentId: number | null, trashedAt: number | null = null): SideSpace => ({
    ...{ id, parentId, trashedAt },
  })
  const population = (spaceId: number, counted = 40, trashedAt: number | null = null): SidePopulation => ({
    ...terms,
    id: spaceId,
    spaceId,
    trashedAt,
    counted,
  })
  const rowsOf = ({ id, counted }: SidePopulation): CountedRun[] =>
    errorsOf(20 - id, counted, id).map((errorPercent, position) => ({
      ...{ id: 1000 * id + position, populationId: id, position, experiment: `${id} ${position}` },
      ...{ status: 'finished', errorPercent, exclusion: null },
    }))

  it('are all with enough runs, in the trash as well; roots and untested spaces are none', () => {
    const spaces = [space(1, null), space(2, 1), space(3, 1, 5), space(4, 2), space(5, 2), space(6, 2), space(7, null)]
    const populations = [
      ...[population(1), population(2), population(3, 40, 5), population(4, 40, 5)],
      ...[population(5, 7), population(7)],
    ]
    const found = triedRefinements(spaces, populations, rowsOf)
    expect(found.map(({ spaceId }) => spaceId)).toEqual([2, 3, 4])
    const errors = (id: number) => ({ errors: errorsOf(20 - id, 40, id) })
    expect(found.map(({ p }) => p)).toEqual([
      beatsP(errors(2), errors(1)),
      beatsP(errors(3), errors(1)),
      beatsP(errors(4), errors(2)),
    ])
  })
})
