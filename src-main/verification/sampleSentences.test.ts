import { describe, expect, it } from 'vitest'
import { evidenceTasks, type JudgedStep } from '#shared/analysis/evidenceTasks.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { atChance } from '#shared/refinement/comparison/chanceLevel.ts'
import { divergedReading } from '#shared/refinement/comparison/divergedRuns.ts'
import type { MeasuredRun } from '#shared/refinement/evidence/measuredRun.ts'
import { proposalOf } from '#shared/refinement/evidence/proposal.ts'
import { isSimpler } from '#shared/refinement/steps/simplicity.ts'
import { sampleStudy, type SamplePopulation, type SampleRun } from '#shared/testing/sampleStudy.ts'
import { translations } from '#renderer/i18n/texts.ts'
import { reasonOf } from '#renderer/views/refine/reasonText.ts'
import { sentencesOfStep, simplicityText } from '#renderer/views/refine/stepSentences.ts'
import { evidenceSentences, verdictSentences } from '#renderer/views/refine/tour/evidenceText.ts'
import { pathOf, type Stop } from '#renderer/views/refine/tour/tourPath.ts'

// Recomputes everything stated about the shipped study from its runs by other means: plain sums, other resamples, and
// nearest-neighbour matching instead of strata.

const populations = sampleStudy()
const errorsOf = ({ runs }: SamplePopulation) => runs.map(({ errorPercent }) => errorPercent)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const numbersIn = (text: string) =>
  [...text.matchAll(/[+−]?\d+(?:\.\d+)?/g)].map(([found]) => Number(found.replace('−', '-')))

const alike = { datasetHash: '', plan: {}, trashedAt: null }
const stops = pathOf(
  populations.map(({ name, space }, i) => ({ id: i + 1, definition: { ...space, name }, trashedAt: null }) as never),
  populations.map(
    ({ name, runs }, i) => ({ ...alike, id: i + 1, spaceId: i + 1, name, counted: runs.length }) as never,
  ),
)
const measured = ({ runs }: SamplePopulation): MeasuredRun[] =>
  runs.map(({ network, draw, errorPercent }) => ({
    ...{ network, draw, errorPercent },
    complexity: networkComplexity(network),
  }))

interface JudgedPair {
  readonly older: SamplePopulation
  readonly newer: SamplePopulation
  readonly stop: Stop
  readonly before: Stop
  readonly judged: JudgedStep
}
const steps = populations.slice(1).map((newer, i): JudgedPair => {
  const [older, stop] = [populations[i]!, stops[i + 1]!]
  const judged = evidenceTasks.judge({
    older: { space: older.space, runs: measured(older) },
    newer: { space: newer.space, runs: measured(newer) },
    regime: { imageSize: 16, classes: 10, convention: 'paper', flops: { low: 300_000, high: 500_000 } },
    parameter: stop.parameter,
    refinement: stop.refinement,
  })
  return { older, newer, stop, before: stops[i]!, judged }
})
const each = steps.map((step) => [`${step.older.name} to ${step.newer.name}`, step] as const)

/** Random numbers from an independent generator (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
const uniform = generator(5)
const resampled = (values: readonly number[]) => values.map(() => values[Math.floor(uniform() * values.length)]!)
/** The central `level` range of a statistic of two populations over 2000 resamples. */
function rangeOf(
  a: readonly number[],
  b: readonly number[],
  statistic: (a: readonly number[], b: readonly number[]) => number,
  level = 0.95,
): [number, number] {
  const draws = Array.from({ length: 2000 }, () => statistic(resampled(a), resampled(b))).sort((x, y) => x - y)
  return [draws[Math.floor(1000 * (1 - level))]!, draws[Math.ceil(1000 * (1 + level)) - 1]!]
}
/** A range that excludes zero by less than this may include it in other resamples. */
const margin = 0.4
/** The same margin for shares of pairs around one half. */
const shareMargin = 0.03
/** The share of pairs in which the first is lower, ties counting half. */
const won = (a: readonly number[], b: readonly number[]) =>
  mean(a.map((error) => mean(b.map((other) => (error < other ? 1 : error === other ? 0.5 : 0)))))

for (const language of ['en', 'ko'] as const) {
  const translate = translations[language]

  describe(`statements about the sample study (${language})`, () => {
    it.each(each)('%s: the verdict matches the share of pairs won', (_, { older, newer, stop, before, judged }) => {
      const [first] = verdictSentences(judged, stop, before, translate)
      const [a, b] = [errorsOf(newer), errorsOf(older)]
      const [low, high] = rangeOf(a, b, won)
      const { verdict } = judged.judgement
      if (verdict === 'better') expect(low).toBeGreaterThan(0.5 - shareMargin)
      else if (verdict === 'worse') expect(high).toBeLessThan(0.5 + shareMargin)
      else expect(low < 0.5 + shareMargin && high > 0.5 - shareMargin).toBe(true)
      const said = numbersIn(first!.replaceAll(/AnyNetX_\w|RegNetX|95 %|1\/2/g, '')) as [
        ...[number, number, number],
        ...[number, number, number],
      ]
      expect(Math.abs(said[0] - won(a, b))).toBeLessThan(0.006)
      expect(Math.abs(said[1] - low)).toBeLessThan(shareMargin)
      expect(Math.abs(said[2] - high)).toBeLessThan(shareMargin)
      const [lowMean, highMean] = rangeOf(a, b, (x, y) => mean(x) - mean(y))
      expect(said[3]).toBeCloseTo(mean(a) - mean(b), 0.9)
      expect(said[4]).toBeLessThan(lowMean + margin)
      expect(said[5]).toBeGreaterThan(highMean - margin)
      expect(said[5] - said[4]).toBeLessThan(1.3 * (highMean - lowMean))
    })

    it.each(each)('%s: a third is said to move only if it does', (_, { older, newer, judged: { judgement } }) => {
      const third = (errors: readonly number[], place: number) => {
        const sorted = [...errors].sort((x, y) => x - y)
        const size = sorted.length / 3
        return mean(sorted.slice(place * size, (place + 1) * size))
      }
      const texts = sentencesOfStep(judgement, translate)
      const names = (['best', 'middle', 'worst'] as const).map((id) => translate(`refine.step.thirds.${id}`))
      const whole = translate('refine.step.whole', { thirds: '' }).slice(0, 8)
      const [a, b] = [errorsOf(newer), errorsOf(older)]
      for (const [place, name] of names.entries()) {
        const [low, high] = rangeOf(a, b, (x, y) => third(x, place) - third(y, place), 1 - 0.05 / 3)
        const difference = third(a, place) - third(b, place)
        const found = texts.join(' ').match(new RegExp(`${name} ([+−]?[\\d.]+) \\[([+−]?[\\d.]+), ([+−]?[\\d.]+)\\]`))
        if (!found) continue
        const [value, from, to] = found.slice(1).map((text) => Number(text.replace('−', '-'))) as [
          number,
          number,
          number,
        ]
        expect(value).toBeCloseTo(difference, 0.9)
        const moves = to < 0 || from > 0
        if (moves) expect(high < margin || low > -margin).toBe(true)
        else expect(low < 2 * margin && high > -2 * margin).toBe(true)
        if (texts.some((text) => text.startsWith(whole))) expect(moves).toBe(true)
      }
    })

    it.each(each)('%s: the part due to size is separated from the rest', (_, { older, newer, judged }) => {
      const { split, verdict } = judged.judgement
      const texts = sentencesOfStep(judged.judgement, translate)
      const [news, olds] = [measured(newer), measured(older)]
      // The mean of the five old networks nearest in size stands for one of equal size.
      const nearest = ({ complexity: { parameters } }: MeasuredRun) =>
        mean(
          [...olds]
            .sort(
              (x, y) =>
                Math.abs(Math.log(x.complexity.parameters / parameters)) -
                Math.abs(Math.log(y.complexity.parameters / parameters)),
            )
            .slice(0, 5)
            .map(({ errorPercent }) => errorPercent),
        )
      const quality = mean(news.map((run) => run.errorPercent - nearest(run)))
      expect(quality).toBeGreaterThan(split!.quality.low)
      expect(quality).toBeLessThan(split!.quality.high)
      const size = mean(errorsOf(newer)) - mean(errorsOf(older)) - quality
      const bySize = translate('refine.step.bySize', { size: '', sizeRange: '', quality: '', range: '' }).slice(0, 12)
      if (texts.some((text) => text.startsWith(bySize))) {
        expect(['better', 'worse']).toContain(verdict)
        expect(Math.abs(size)).toBeGreaterThan(Math.abs(quality))
      }
    })

    it.each(each)('%s: simpler means smaller or with fewer degrees of freedom', (_, { judged: { judgement } }) => {
      const { before, after } = judgement.size
      const text = simplicityText(judgement, translate)
      expect(numbersIn(text).every((n) => [before, after].some(({ degreesOfFreedom }) => degreesOfFreedom === n))).toBe(
        true,
      )
      const grows = after.log10 > before.log10
      const more = translate('refine.step.simplicity.larger.fewer', { from: 0, to: 0 }).includes('more')
        ? 'more'
        : '더 많'
      if (grows) expect(text).toContain(more)
      expect(isSimpler(judgement.simplicity)).toBe(!grows || after.degreesOfFreedom < before.degreesOfFreedom)
    })

    it.each(each)(
      '%s: the reason calls an error lower or higher together with the size, and no change none',
      (_, step) => {
        const { judgement } = step.judged
        const reason = reasonOf(
          {
            ...{ judgement, newer: step.newer.name, older: step.older.name },
            ...{ choice: step.stop.refinement, decision: 'rejected' },
          },
          translate,
        )
        expect(reason).not.toMatch(/(?:lower|higher) by [−+]/)
        const numbers = [...reason.matchAll(/(?:from |에서 |)(\d+) (?:to|degrees)/g)]
        expect(numbers.every(([text]) => !/from (\d+) to \1\b/.test(text))).toBe(true)
        expect(reason).not.toMatch(/from (\d+(?:\.\d+)?) to \1\b|(\d+)에서 \2(?:으로|로|\(으\))/)
      },
    )
  })
}

describe('statements of the tour about the old networks', () => {
  const translate = translations.en
  /** The smallest ratio of a size to that of the previous stage. */
  const leastStep = (sizes: readonly number[]) => Math.min(...sizes.slice(1).map((size, i) => size / sizes[i]!))
  /** An order applies to drawn and to built widths. */
  const widthStep = ({ network, draw }: SampleRun) =>
    Math.min(leastStep(draw.widths), leastStep(network.stages.map(({ width }) => width)))
  const fulfils: Partial<Record<string, (run: SampleRun) => boolean>> = {
    AnyNetX_B: ({ draw }) => new Set(draw.bottleneckRatios).size === 1,
    AnyNetX_D: (run) => widthStep(run) >= 1,
    AnyNetX_E: ({ draw }) => leastStep(draw.depths) >= 1,
  }
  /** Larger means closer to the constraint. */
  const nearness: Partial<Record<string, (run: SampleRun) => number>> = {
    AnyNetX_B: ({ draw }) => {
      const ratios = draw.bottleneckRatios.map(Math.log2)
      return Math.min(...ratios) - Math.max(...ratios)
    },
    AnyNetX_D: widthStep,
    AnyNetX_E: ({ draw }) => leastStep(draw.depths),
  }
  const ranks = (values: readonly number[]) =>
    values.map((value) => {
      const below = values.filter((other) => other < value).length
      return below + (values.filter((other) => other === value).length + 1) / 2
    })
  function correlation(a: readonly number[], b: readonly number[]): number {
    const [x, y] = [ranks(a), ranks(b)]
    const product = (u: readonly number[], v: readonly number[]) =>
      mean(u.map((value, i) => (value - mean(u)) * (v[i]! - mean(v))))
    return product(x, y) / Math.sqrt(product(x, x) * product(y, y))
  }

  it.each(each.filter(([, { newer }]) => newer.name in fulfils))('%s', (_, { older, newer, stop, before, judged }) => {
    const [trend, kept] = evidenceSentences(judged.asked, stop, before, older.runs.length, translate)
    const near = older.runs.map(nearness[newer.name]!)
    const rho = correlation(near, errorsOf(older))
    const said = Number(/error ([+−]?\d\.\d\d)/.exec(trend!)![1]!.replace('−', '-'))
    expect(Math.abs(said)).toBeCloseTo(Math.abs(rho), 1.9)
    if (/^Networks .* are better: /.test(trend!)) expect(rho).toBeLessThan(0)
    if (/^Networks .* are worse: /.test(trend!)) expect(rho).toBeGreaterThan(0)
    const count = older.runs.filter(fulfils[newer.name]!).length
    expect(kept).toMatch(
      new RegExp(count === 0 ? `^None of the ${older.runs.length}` : `\\b${count} of ${older.runs.length} `),
    )
  })

  it('says where old and new networks disagree, and only there', () => {
    for (const { judged, stop, before } of steps) {
      const [trend] = evidenceSentences(judged.asked, stop, before, 48, translate)
      const { verdict } = judged.judgement
      const isOdds = trend!.includes(' are worse: ')
        ? ['better', 'equal']
        : trend!.includes(' are better: ')
          ? ['worse']
          : []
      const isSaid = verdictSentences(judged, stop, before, translate).some((text) =>
        text.includes('sampled as a space of its own'),
      )
      expect(isSaid).toBe(isOdds.includes(verdict))
    }
  })
})

describe('cautions and proposals on the sample study', () => {
  it.each(each)('%s: nothing is at chance, nothing diverged, and the proposal follows the verdict', (_, step) => {
    const { older, newer, judged } = step
    for (const { runs } of [older, newer]) {
      // With ten classes, guessing errs by 90 % on average, and by less than 3 points around it on 4000 images.
      expect(Math.max(...runs.map(({ validationErrors }) => validationErrors / 4000))).toBeLessThan(0.87)
      expect(atChance(errorsOf({ runs } as SamplePopulation), { classes: 10, validationCount: 4000 })).toBeNull()
    }
    const counted = (population: SamplePopulation) => ({
      errors: errorsOf(population),
      divergedCount: population.diverged,
    })
    expect(divergedReading(counted(newer), counted(older))).toBeNull()
    const { decision, missing } = proposalOf(judged.judgement, { chance: { newer: null, older: null }, diverged: null })
    const { verdict, comparison } = judged.judgement
    expect(decision === null).toBe(verdict === 'undecided')
    if (verdict === 'undecided') {
      expect(missing).toBe('networks')
      const [a, b] = [errorsOf(newer), errorsOf(older)]
      const variance = (values: readonly number[]) =>
        values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1)
      const wins = (own: readonly number[], others: readonly number[]) => own.map((error) => won([error], others))
      const wanted = Math.ceil((2.8 / (won(a, b) - 0.5)) ** 2 * (variance(wins(a, b)) + variance(wins(b, a))))
      expect(comparison.needed).toEqual({
        perSpace: wanted,
        newer: wanted - 48,
        older: wanted - 48,
        more: 2 * wanted - 96,
      })
    }
  })
  it.each(each)('%s: the best of k covers no more networks than there are', (_, { older, newer, judged }) => {
    const { k, probability } = judged.judgement.comparison.bestBeatsBest
    expect(k).toBe(Math.min(25, older.runs.length, newer.runs.length))
    const best = (errors: readonly number[]) =>
      Math.min(...Array.from({ length: k }, () => errors[Math.floor(uniform() * errors.length)]!))
    const [a, b] = [errorsOf(newer), errorsOf(older)]
    const wins = Array.from({ length: 4000 }, () => {
      const difference = best(a) - best(b)
      return difference < 0 ? 1 : difference === 0 ? 0.5 : 0
    })
    expect(Math.abs(mean(wins) - probability)).toBeLessThan(0.03)
  })
})
