import { describe, expect, it } from 'vitest'
import { analyse } from '../analysis.ts'
import { answers } from './answers.ts'
import { cautions } from './cautions.ts'
import { evidence } from './evidence.ts'
import type { ReportedSpace, StudyReport } from '../studyReport.ts'
import { madeUpReport, madeUpSpace } from '../testing/madeUpReport.ts'
import { sampleReport } from '../testing/sampleReport.ts'
import { reportTexts } from '../texts/reportTexts.ts'
import { claimed, verdict } from '../verdict.ts'

/** Errors of the finished runs, taken from the runs alone. */
const errorsOf = ({ runs }: ReportedSpace) =>
  runs.flatMap(({ status, errorPercent }) => (status === 'finished' ? [errorPercent!] : []))
const mean = (list: readonly number[]) => list.reduce((sum, error) => sum + error, 0) / list.length
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('−', '-')

/** An independent random generator, so that the program's resampling is not reused. */
function generator(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** The share of pairs in which the newer is lower, ties counting half. */
const won = (newer: readonly number[], older: readonly number[]) =>
  mean(newer.map((error) => mean(older.map((other) => (error < other ? 1 : error === other ? 0.5 : 0)))))

/** The 95 % ranges of the difference of means and of the share of pairs won, from 2000 resamples. */
function resampled(newer: readonly number[], older: readonly number[]) {
  const random = generator(12_345)
  const again = (list: readonly number[]) => list.map(() => list[Math.floor(random() * list.length)]!)
  const range = (statistic: (a: readonly number[], b: readonly number[]) => number) => {
    const draws = Array.from({ length: 2000 }, () => statistic(again(newer), again(older))).sort((a, b) => a - b)
    return { low: draws[50]!, high: draws[1949]! }
  }
  return { means: range((a, b) => mean(a) - mean(b)), wins: range(won) }
}

/** The pair in the answer and the report's statements about it. */
function statements(report: StudyReport) {
  const analysis = analyse(report)
  const { newer, older } = analysis.headline!
  const { answer, evidence: rests } = verdict(analysis, report)
  const find = (pattern: RegExp) => rests.map(plain).flatMap((line) => pattern.exec(line)?.slice(1) ?? [])
  return {
    newer: errorsOf(newer.space),
    older: errorsOf(older.space),
    names: [newer.space.name, older.space.name],
    answer: plain(answer),
    find,
  }
}

describe.each([undefined, [0, 1], [1, 2], [2, 3], [3, 4], [4, 5]])(
  'statements about the populations %j of the shipped study',
  (places) => {
    const report = sampleReport(places)
    const { newer, older, names, answer, find } = statements(report)
    const difference = mean(newer) - mean(older)
    const own = resampled(newer, older)

    it('give the difference of means and its range as in the runs', () => {
      const [value, low, high] = find(/is (-?[\d.]+) points, 95 % range (-?[\d.]+) to (-?[\d.]*\d)/)
      expect(Number(value)).toBeCloseTo(difference, 1)
      // The extra width due to a tail lies on one side and is at most a quarter of the range.
      const width = own.means.high - own.means.low
      expect(Number(low)).toBeLessThan(own.means.low + 0.05 * width)
      expect(Number(high)).toBeGreaterThan(own.means.high - 0.05 * width)
      expect(Number(high) - Number(low)).toBeLessThan(1.3 * width)
    })

    it('give the share of pairs that the newer wins, and its range', () => {
      const [value, low, high] = find(/than one of \S+ is ([\d.]+) %, 95 % range ([\d.]+) % to ([\d.]+) %/).map(
        (percent) => Number(percent) / 100,
      ) as [number, number, number]
      expect(value).toBeCloseTo(won(newer, older), 3)
      expect(Math.abs(low - own.wins.low)).toBeLessThan(0.03)
      expect(Math.abs(high - own.wins.high)).toBeLessThan(0.03)
    })

    it('follow the range of the share of pairs', () => {
      const better =
        /^(.*) is the better space: a random network of it beats one of (.*) in ([\d.]+) % of all pairs\.$/.exec(answer)
      const share = won(newer, older)
      if (better) {
        expect([better[1], better[2]]).toEqual(share > 0.5 ? names : names.toReversed())
        expect(Number(better[3])).toBeCloseTo(100 * Math.max(share, 1 - share), 1)
        expect(own.wins.low > 0.48 || own.wins.high < 0.52).toBe(true)
      } else {
        expect(answer).toMatch(/cannot be told apart|is no worse than/)
        // Resamples may disagree if the range ends near one half.
        expect(own.wins.low < 0.53 && own.wins.high > 0.47).toBe(true)
      }
    })

    it('name the widest gap of the two distributions', () => {
      const [at, newShare, oldShare, distance] = find(
        /just above ([\d.]+) % error, are (\d+) % .* and (\d+) % .*distance ([\d.]+)/,
      )
      const share = (list: readonly number[], error: number) => list.filter((one) => one <= error).length / list.length
      const gaps = [...newer, ...older].map((error) => Math.abs(share(newer, error) - share(older, error)))
      expect(Number(distance)).toBeCloseTo(Math.max(...gaps), 2)
      const widest = [...newer, ...older].filter((_, i) => Math.abs(gaps[i]! - Math.max(...gaps)) < 1e-9)
      const error = widest.find((one) => one.toFixed(1) === at)!
      expect([share(newer, error), share(older, error)].map((one) => Math.round(100 * one))).toEqual([
        Number(newShare),
        Number(oldShare),
      ])
    })

    it('name the lowest errors and the best network', () => {
      const [newMin, oldMin] = find(/: ([\d.]+) % against ([\d.]+) %/)
      expect([Number(newMin), Number(oldMin)]).toEqual(
        [newer, older].map((list) => Number(Math.min(...list).toFixed(2))),
      )
      const every = report.spaces.flatMap(errorsOf)
      const [error] = find(/(?:: |all, )([\d.]+) % (?:validation error, run|on the validation)/)
      expect(Number(error)).toBeCloseTo(Math.min(...every), 2)
    })

    it('call one distribution ahead only where more of its networks lie below that error', () => {
      const below = (list: readonly number[], error: number) => list.filter((one) => one < error).length / list.length
      const [spans = ''] = find(new RegExp(`that of ${names[0]!} is ahead at errors of ([\\d., to%]+)`))
      for (const [, low, high] of spans.matchAll(/([\d.]+) to ([\d.]+)/g)) {
        const middle = (Number(low) + Number(high)) / 2
        expect(below(newer, middle)).toBeGreaterThan(below(older, middle))
      }
    })
  },
)

it('the lowest mean is chosen among all spaces trained alike', () => {
  const report = sampleReport()
  const lowest = report.spaces.toSorted((a, b) => mean(errorsOf(a)) - mean(errorsOf(b)))[0]!
  const { find } = statements(report)
  expect(find(/Of the (\d+) spaces trained alike, (\S+) has the lowest mean error, ([\d.]+)/)).toEqual([
    '6',
    lowest.name,
    mean(errorsOf(lowest)).toFixed(1),
  ])
})

it('spaces trained differently are excluded from the lowest mean, and two sides of a space are not called two spaces', () => {
  const spaces = [madeUpSpace('A', 30, 34, 1), madeUpSpace('B', 30, 31, 2), madeUpSpace('R', 30, 28, 3)]
  const evidenceOf = (report: StudyReport) => verdict(analyse(report), report).evidence.join(' ')
  expect(evidenceOf(madeUpReport(spaces))).toContain('Of the 3 spaces trained alike, R has')
  const otherwise = madeUpReport([{ ...spaces[0]!, group: 1 }, spaces[1]!, spaces[2]!])
  expect(evidenceOf(otherwise)).not.toContain('trained alike')
  const again = { ...spaces[2]!, id: 'a.2', name: 'A · lr 0.2', spaceName: 'A', nth: 1, group: 1 }
  const pair = madeUpReport([spaces[0]!, again])
  expect(plain(verdict(analyse(pair), pair).answer)).toMatch(
    /^A random network of A · lr 0\.2 beats one of A, a population of the same space, in [\d.]+ % of all pairs\.$/,
  )
})

describe('a sentence appears if its condition holds', () => {
  const a = madeUpSpace('A', 30, 34, 1)
  const r = madeUpSpace('R', 30, 28, 2)
  const lost = madeUpSpace('A', 30, 30, 1, 1)
  const halfLost = madeUpSpace('R', 60, 28, 2, 2)
  /** Too few to tell apart, whatever diverged runs count for. */
  const near = madeUpSpace('A', 12, 31, 4)
  const nearLost = madeUpSpace('R', 12, 30, 9, 12)
  const reports: readonly (readonly [string, StudyReport, string, readonly string[]])[] = [
    ['nothing', madeUpReport([{ ...a, runs: [] }]), 'nothingMeasured', []],
    ['only diverged runs', madeUpReport([lost]), 'nothingFinished', ['diverged']],
    ['a pair of which one diverged', madeUpReport([lost, r]), 'notComparable', ['unfinished', 'diverged']],
    [
      'three of which one diverged',
      madeUpReport([a, { ...lost, id: 'b', name: 'B' }, r]),
      'decided',
      ['unfinished', 'diverged'],
    ],
    ['one population', madeUpReport([a]), 'onePopulation', []],
    ['few networks', madeUpReport([madeUpSpace('A', 7, 34, 1), r]), 'tooFew', []],
    ['a gain', madeUpReport([a, r]), 'decided', []],
    ['a gain of finished ones alone', madeUpReport([a, halfLost]), 'dependsOnDiverged', ['diverged']],
    ['a sign that diverged ones turn', madeUpReport([near, nearLost]), 'signDependsOnDiverged', ['diverged']],
    ['equal spaces', madeUpReport([madeUpSpace('A', 200, 30, 4), madeUpSpace('R', 200, 30, 9)]), 'equal', []],
    ['hardly anything', madeUpReport([madeUpSpace('A', 8, 30, 4), madeUpSpace('R', 8, 31, 9)]), 'undecided', []],
    ['other recipes', { ...madeUpReport([a, r]), differing: ['recipe'] }, 'decided', ['unlike']],
  ]
  it.each(reports)('of %s', (_, report, answer, careful) => {
    const analysis = analyse(report)
    const facts = claimed(analysis, report)
    expect(answers.find(({ holds }) => holds(facts))?.id).toBe(answer)
    const said = cautions.filter(({ holds }) => holds(facts)).map(({ id }) => id)
    expect(said.filter((id) => ['unfinished', 'diverged', 'unlike'].includes(id))).toEqual(careful)
    expect(said.includes('oneRecipe')).toBe(report.differing.length === 0 && facts.measured.length > 0)
    for (const texts of Object.values(reportTexts)) {
      const { answer: text, evidence: rests, cautions: cares } = verdict(analysis, report, texts)
      for (const sentence of [text, ...rests, ...cares]) expect(sentence).not.toMatch(/NaN|undefined|null|\[object/)
    }
  })
  it('names diverged runs before the answer', () => {
    const say = (spaces: readonly ReportedSpace[]) => {
      const report = madeUpReport(spaces)
      return verdict(analyse(report), report)
    }
    expect(say([lost, r]).answer).toBe('A and R cannot be compared: all 30 networks of A diverged.')
    expect(plain(say([a, halfLost]).answer)).toMatch(
      /^The answer depends on the networks that diverged \(30 of R, 0 of A\): among finished networks R is better \(difference of mean error -[\d.]+ points\); with each of them counted as 100 % error, /,
    )
    expect(plain(say([near, nearLost]).answer)).toMatch(
      /^The networks that diverged \(1 of R, 0 of A\) can turn the sign of the difference of mean error: it is -[\d.]+ points among finished networks, .* and \+[\d.]+ with each counted as 100 % error\. Among finished networks the two cannot be told apart\.$/,
    )
    expect(say([a, { ...lost, id: 'b', name: 'B' }, r]).cautions.join(' ')).toContain('all 30 networks of B diverged')
  })
  it('says that test images were used once only if they were', () => {
    const uses = (count: number) => {
      const report = {
        ...madeUpReport([a, r]),
        testUses: Array(count).fill({ runId: 'R-1', wrong: 30, count: 200 }) as StudyReport['testUses'],
      }
      return verdict(analyse(report), report).evidence.filter((sentence) => sentence.includes('test images'))
    }
    expect(uses(0)).toEqual([])
    expect(uses(1)[0]).toContain('Nothing else in this study was measured on them')
    expect(uses(2)[0]).toContain('used 2 times')
  })
  it('has a unique id', () => {
    const ids = [...answers, ...evidence, ...cautions].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
