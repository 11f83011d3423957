import { describe, expect, it } from 'vitest'
import { analyse } from '../analysis.ts'
import { answers } from './answers.ts'
import { cautions } from './cautions.ts'
import { evidence } from './evidence.ts'
import type { ReportedRun, ReportedSpace, StudyReport } from '../studyReport.ts'
import { madeUpReport, madeUpSpace } from '../testing/madeUpReport.ts'
import { reportTexts } from '../texts/reportTexts.ts'
import { claimed } from '../verdict.ts'

// Recomputes the claim of each sentence from the runs of its report by plain sums, without the program's statistics.
// Claims recomputed from the shipped study in claims.test.ts are listed at the end.

const runsOf = ({ runs }: ReportedSpace) => runs.filter(({ exclusion }) => exclusion === null)
const errorsOf = (space: ReportedSpace) =>
  runsOf(space).flatMap(({ status, errorPercent }) => (status === 'finished' ? [errorPercent!] : []))
const countOf = (space: ReportedSpace, status: ReportedRun['status']) =>
  runsOf(space).filter((run) => run.status === status).length
const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
/** The mean error with each diverged run counted as `error`. */
const meanWith = (space: ReportedSpace, error: number) =>
  mean([...errorsOf(space), ...Array<number>(countOf(space, 'diverged')).fill(error)])
/** Third central moment over the cubed deviation. */
const skewness = (list: readonly number[]) => {
  const moment = (power: number) => mean(list.map((value) => (value - mean(list)) ** power))
  return moment(3) / moment(2) ** 1.5
}
/** P(at most k of n) with probability one half. */
const atMost = (k: number, n: number) => {
  let [term, sum] = [0.5 ** n, 0]
  for (let j = 0; j <= k; j++) {
    sum += term
    term *= (n - j) / (j + 1)
  }
  return sum
}

const a = madeUpSpace('A', 30, 34, 1)
const r = madeUpSpace('R', 30, 28, 2)
const changed = (space: ReportedSpace, change: (run: ReportedRun, i: number) => Partial<ReportedRun>) => ({
  ...space,
  runs: space.runs.map((run, i) => ({ ...run, ...change(run, i) })),
})
const withEnding = (space: ReportedSpace, ending: NonNullable<ReportedSpace['populations'][number]['ending']>) => ({
  ...space,
  populations: space.populations.map((population) => ({ ...population, ending })),
})
const failing = changed(madeUpSpace('R', 40, 28, 2, 9), (_, i) =>
  i === 1 ? { status: 'failed', errorPercent: null } : i < 4 && i > 1 ? { exclusion: 'wrong images' } : {},
)
const oneTail = changed(a, (run, i) => (i === 7 ? { errorPercent: 99 } : { errorPercent: run.errorPercent }))
const lost = madeUpSpace('A', 30, 30, 1, 1)
const halfLost = madeUpSpace('R', 60, 28, 2, 2)
const near = madeUpSpace('A', 12, 31, 4)
const nearLost = madeUpSpace('R', 12, 30, 9, 12)

/** Two spaces of which one had its worst networks dropped early, so that nothing is compared. */
function onlyHalved(): StudyReport {
  const rungs = [{ epoch: 3, n: 16, agreement: { value: 0.9, low: 0.7, high: 0.96 }, highest: 27.5 }]
  const halving = { halving: { rungs: [0.25], keep: 0.5, inFull: 16 }, count: 60, dropped: 30, rungs }
  const halved = { ...r, populations: r.populations.map((population) => ({ ...population, halving })) }
  const report = madeUpReport([a, halved])
  const apart = report.spaces.map((space) => ({ ...space, comparedWith: null }))
  return { ...report, spaces: apart, headline: undefined }
}

/** A study whose best network was exported; the statement about it is in its run. */
function withBest(checked: (stored: number) => number): StudyReport {
  const report = madeUpReport([a, r])
  const best = [a, r].flatMap(({ runs }) => runs).toSorted((x, y) => x.errorPercent! - y.errorPercent!)[0]!
  const stored = Math.round((best.errorPercent! * 1000) / 100)
  const found = { id: best.id, onnxFile: 'best.onnx', storedErrorCount: stored, count: 1000 }
  return { ...report, bestRun: { ...found, checkedErrorCount: checked(stored) } }
}

interface Recomputed {
  readonly report: StudyReport
  /** Throws if the statement is false. */
  readonly check: (text: string, report: StudyReport) => void
}
/** The numbers in a sentence, in order. */
const numbers = (text: string) => [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([found]) => Number(found))

const recomputed: Readonly<Record<string, readonly Recomputed[]>> = {
  onePopulation: [
    {
      report: madeUpReport([a]),
      check: (text, { spaces: [only] }) => {
        const errors = errorsOf(only!)
        const [n, average, , low, high, lowest] = numbers(text)
        expect([n, average, lowest]).toEqual([
          errors.length,
          Number(mean(errors).toFixed(1)),
          Number(Math.min(...errors).toFixed(1)),
        ])
        const deviation = Math.sqrt(mean(errors.map((error) => (error - mean(errors)) ** 2)))
        const reach = (2.045 * deviation) / Math.sqrt(errors.length - 1)
        expect(
          [low! - (mean(errors) - reach), high! - (mean(errors) + reach)].every((off) => Math.abs(off) < 0.2),
        ).toBe(true)
      },
    },
  ],
  nothingMeasured: [
    {
      report: madeUpReport([{ ...a, runs: [] }]),
      check: (_, { spaces }) => expect(spaces.flatMap(({ runs }) => runs)).toEqual([]),
    },
  ],
  nothingFinished: [
    { report: madeUpReport([lost]), check: (_, { spaces }) => expect(spaces.flatMap(errorsOf)).toEqual([]) },
  ],
  notComparable: [
    {
      report: madeUpReport([lost, r]),
      check: (text, { spaces: [first] }) => {
        expect(errorsOf(first!)).toEqual([])
        expect(text).toContain(`all ${countOf(first!, 'diverged')} networks of A diverged`)
      },
    },
  ],
  tooFew: [
    {
      report: madeUpReport([madeUpSpace('A', 7, 34, 1), r]),
      check: (text, { spaces }) => {
        const fewest = Math.min(...spaces.map((space) => errorsOf(space).length))
        expect(numbers(text)).toEqual([fewest, 8])
        expect(fewest).toBeLessThan(8)
      },
    },
  ],
  dependsOnDiverged: [
    {
      report: madeUpReport([a, halfLost]),
      check: (text, { spaces: [older, newer] }) => {
        const [newLost, oldLost, finished, , , counted] = numbers(text)
        expect([newLost, oldLost]).toEqual([countOf(newer!, 'diverged'), countOf(older!, 'diverged')])
        expect(finished).toBeCloseTo(mean(errorsOf(newer!)) - mean(errorsOf(older!)), 1)
        const difference = meanWith(newer!, 100) - meanWith(older!, 100)
        expect(counted ?? difference).toBeCloseTo(difference, 1)
        expect(Math.sign(difference)).not.toBe(Math.sign(finished!))
      },
    },
  ],
  signDependsOnDiverged: [
    {
      report: madeUpReport([near, nearLost]),
      check: (text, { spaces: [older, newer] }) => {
        const highest = Math.max(...errorsOf(older!), ...errorsOf(newer!))
        const [newLost, oldLost, finished, atHighest, atWorst] = numbers(text)
        expect([newLost, oldLost]).toEqual([countOf(newer!, 'diverged'), countOf(older!, 'diverged')])
        expect(finished).toBeCloseTo(mean(errorsOf(newer!)) - mean(errorsOf(older!)), 1)
        expect(atHighest).toBeCloseTo(meanWith(newer!, highest) - meanWith(older!, highest), 1)
        expect(atWorst).toBeCloseTo(meanWith(newer!, 100) - meanWith(older!, 100), 1)
        expect(Math.sign(atWorst!)).not.toBe(Math.sign(finished!))
      },
    },
  ],
  exported: [
    ...[0, 1, -7].map((more) => ({
      report: withBest((stored) => stored + more),
      check: (text: string, { spaces, bestRun }: StudyReport) => {
        const every = spaces.flatMap(({ runs }) => runs)
        const lowest = Math.min(...spaces.flatMap(errorsOf))
        const run = every.find(({ id }) => text.startsWith(`Run ${id} is stored in best.onnx; `))!
        expect(run.errorPercent).toBe(lowest)
        const [wrong, count, ...rest] = numbers(text.slice(text.indexOf(';')))
        expect([wrong, count]).toEqual([bestRun!.checkedErrorCount, bestRun!.count])
        const atEnd = (lowest * count!) / 100
        if (more === 0) expect(text).toContain('wrong, as many as when its run ended.')
        else expect(rest).toEqual([atEnd])
        expect(wrong! - atEnd).toBeCloseTo(more, 6)
      },
    })),
  ],
  test: [
    {
      report: madeUpReport([a, r]),
      check: (text, { testUses: [use] }) => {
        expect(text).toContain(`${((100 * use!.wrong) / use!.count).toFixed(1)} % test error`)
        expect(text).toContain('Nothing else')
      },
    },
  ],
  unfinished: [
    {
      report: madeUpReport([a, { ...lost, id: 'b', name: 'B' }, r]),
      check: (text, { spaces }) => {
        const none = spaces.filter((space) => errorsOf(space).length === 0 && space.runs.length > 0)
        expect(text).toBe(
          `Not included in any number: ${none.map((space) => `all ${countOf(space, 'diverged')} networks of ${space.name} diverged`).join(' and ')}.`,
        )
      },
    },
  ],
  fewNetworks: [8, 15, 48].map((count) => ({
    report: madeUpReport([madeUpSpace('A', count, 34, 1), madeUpSpace('R', 60, 28, 2)]),
    check: (text: string) => {
      const [n, points] = numbers(text)
      expect(n).toBe(count)
      // For a share of one half: the shares p at which this many of n fall into the outer 5 %, by the distribution at
      // p.
      const tooMany = Array.from({ length: count + 1 }, (_, k) => k).find((k) => atMost(k, count) > 0.025)!
      const exact = 100 * (0.5 - tooMany / count)
      // The range of a share and the distribution of the count at one half have the same reach, to within one network.
      expect(Math.abs(points! - exact)).toBeLessThan(100 / count + 1)
    },
  })),
  shortMeans: [
    {
      report: madeUpReport([oneTail, madeUpSpace('B', 40, 30, 3), madeUpSpace('R', 29, 28, 2)]),
      check: (text, { spaces }) => {
        const short = spaces.filter((space) => {
          const errors = errorsOf(space)
          return errors.length < 30 || Math.abs(skewness(errors)) > Math.sqrt(errors.length) / 2
        })
        expect(short.map(({ name }) => name)).toEqual(['A', 'R'])
        expect(text).toContain(`mean errors of ${short.map(({ name }) => name).join(' and ')} may`)
      },
    },
  ],
  diverged: [
    {
      report: madeUpReport([a, halfLost]),
      check: (text, { spaces: [older, newer] }) => {
        const [count, , points] = numbers(text.replaceAll('100 %', '%').replace('of R', 'of R 0'))
        expect(count).toBe(countOf(newer!, 'diverged'))
        expect(points).toBeCloseTo(meanWith(newer!, 100) - meanWith(older!, 100), 1)
      },
    },
  ],
  failed: [
    {
      report: madeUpReport([a, failing]),
      check: (text, { spaces }) => expect(text).toContain(`: ${countOf(spaces[1]!, 'failed')} of R.`),
    },
  ],
  excluded: [
    {
      report: madeUpReport([a, failing]),
      check: (text, { spaces }) => {
        const out = spaces[1]!.runs.filter(({ exclusion }) => exclusion !== null)
        expect(text).toBe(
          `${out.length} runs of R are excluded from every number: “${out[0]!.exclusion!}” (${out.length}).`,
        )
      },
    },
  ],
  endedEarly: [
    {
      report: madeUpReport([a, withEnding(r, { planned: 100, endedAt: 20 })]),
      check: (text, { spaces }) => {
        const { planned, endedAt } = spaces[1]!.populations[0]!.ending!
        expect(text).toContain(`R ended early after ${endedAt!} of ${planned} networks: its comparisons were decided.`)
        expect(text).toContain('The range of P is one of 96 %,')
      },
    },
    {
      report: madeUpReport([a, withEnding(r, { planned: 30, endedAt: null })]),
      check: (text) => expect(text).toContain('It could have ended early, but no look decided. The range of P is'),
    },
  ],
  bestOnly: [
    {
      report: onlyHalved(),
      check: (text, { spaces }) => {
        for (const space of spaces) {
          const best = Math.min(...errorsOf(space)).toFixed(2)
          const of = space.name === 'R' ? 60 : space.populations[0]!.n
          expect(text).toContain(`${space.name} ${best} %, the best of ${of}`)
        }
        expect(text).toContain('Of R the worst networks were dropped early')
      },
    },
  ],
  halved: [
    {
      report: onlyHalved(),
      check: (text) => {
        const [epoch, n, correlation, , low, high, highest] = numbers(text)
        expect([epoch, n, correlation, low, high, highest]).toEqual([3, 16, 0.9, 0.7, 0.96, 27.5])
        expect(text).toContain('R: 30 of 60 networks dropped early.')
      },
    },
  ],
  tried: [
    {
      report: {
        ...madeUpReport([madeUpSpace('A', 30, 31, 1), madeUpSpace('R', 30, 29, 2)]),
        tried: [
          { space: 'B', refines: ['A'], p: 0.0004 },
          { space: 'R', refines: ['B', 'A'], p: 0.9 },
          { space: 'C', refines: ['A'], p: 0.9 },
        ],
      },
      check: (text, { spaces, tried }) => {
        const [count, corrected, p] = numbers(text) as [number, number, number]
        expect(count).toBe(tried!.length)
        // In how many random divisions of the networks one half beats the other as clearly.
        const [older, newer] = spaces.map(errorsOf) as [number[], number[]]
        const all = [...older, ...newer]
        let state = 9
        const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
        const won = (error: number, others: readonly number[]) =>
          mean(others.map((other) => (error < other ? 1 : error === other ? 0.5 : 0)))
        const apart = (list: readonly number[]) =>
          Math.abs(mean(list.slice(0, 30).map((error) => won(error, list.slice(30)))) - 0.5)
        const shuffled = () =>
          all
            .map((error) => [random(), error] as const)
            .sort(([x], [y]) => x - y)
            .map(([, error]) => error)
        const further = Array.from({ length: 2000 }, shuffled).filter((list) => apart(list) >= apart(all)).length
        expect(Math.abs(p - further / 2000)).toBeLessThan(0.03)
        // One of the others is clearer: of two that are left it is the first.
        expect(Math.abs(corrected - 2 * p)).toBeLessThan(0.015)
        expect(text).toContain(corrected <= 0.05 ? 'is: better' : 'is: undecided')
      },
    },
  ],
  unlike: [
    {
      report: { ...madeUpReport([a, r]), differing: ['recipe'] },
      check: (text, { differing }) => expect(text).toContain(`differ in the ${differing[0]!},`),
    },
  ],
  varied: [
    {
      report: { ...madeUpReport([a, r]), varied: ['epochs'] },
      check: (text, { varied }) => expect(text).toContain(`between populations: ${varied[0]!}.`),
    },
  ],
  oneRecipe: [{ report: madeUpReport([a, r]), check: (_, { differing }) => expect(differing).toEqual([]) }],
}
/** Recomputed from the shipped study in claims.test.ts. */
const elsewhere = ['decided', 'equal', 'undecided', 'beats', 'mean', 'ahead', 'gap', 'lowest', 'lowestMean', 'best']

const claims = [...answers, ...evidence, ...cautions]
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('−', '-').replaceAll('+', '')

describe('every claim of a sentence is in the runs', () => {
  const cases = Object.entries(recomputed).flatMap(([id, list]) =>
    list.map((one, i) => [`${id} ${i}`, id, one] as const),
  )
  it.each(cases)('%s', (_, id, { report, check }) => {
    const facts = claimed(analyse(report), report)
    const claim = claims.find((one) => one.id === id)!
    expect(claim.holds(facts)).toBe(true)
    check(plain(claim.say(facts, reportTexts.en)), report)
    // The Korean sentence has the same numbers in any order.
    const sorted = (text: string) => numbers(plain(text)).toSorted((x, y) => x - y)
    const [english, korean] = [reportTexts.en, reportTexts.ko].map((texts) => claim.say(facts, texts)) as [
      string,
      string,
    ]
    expect(new Set(sorted(korean))).toEqual(new Set(sorted(english)))
  })
  it('covers every claim', () => {
    expect([...Object.keys(recomputed), ...elsewhere].sort()).toEqual(claims.map(({ id }) => id).sort())
  })
})
