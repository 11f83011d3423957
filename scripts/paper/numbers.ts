import { fixedText } from '#shared/format/numbers.ts'
import { probabilityText } from '#shared/format/probabilities.ts'
import { errorsOf, type FigureInput, type FigurePopulation } from '#shared/figures/figureInput.ts'
import type { MadeFigure } from '#shared/figures/figure.ts'
import type { FigureId } from '#shared/figures/figureParameters.ts'
import { figures } from '#shared/figures/figures.ts'
import { tableRecords } from '#shared/figures/figureTable.ts'
import { figureWords } from '#shared/figures/figureWords.ts'
import { ValueError } from '#shared/sentences/sentence.ts'
import { beatsRange } from '#shared/statistics/ranges/beatsRange.ts'

type Parameters = Readonly<Record<string, string | number>>

/** These populations alone; undefined if one of them is missing. */
export function only(input: FigureInput | undefined, ...names: string[]): FigureInput | undefined {
  const populations = input?.populations.filter(({ name, runs }) => names.includes(name) && runs.length > 0)
  return populations?.length === names.length ? { populations } : undefined
}

const made = (id: FigureId, input: FigureInput, parameters: Parameters) => figures[id].make(input, parameters)
/** The figure; undefined if the populations lack something for it. */
function madeOr(id: FigureId, input: FigureInput | undefined, parameters: Parameters): MadeFigure | undefined {
  if (!input) return undefined
  try {
    return made(id, input, parameters)
  } catch (error) {
    if (error instanceof ValueError) return undefined
    throw error
  }
}
const short = (name: string): string => name.replace(/^AnyNetX_/, '')

/** The numbers of a figure's caption in the order of the pattern's groups, put into `write`, once for each place. */
function fromCaption(
  id: FigureId,
  input: FigureInput | undefined,
  parameters: Parameters,
  [pattern, write]: readonly [RegExp, (...found: string[]) => string],
): string[] {
  const caption = madeOr(id, input, parameters)?.caption(figureWords.en) ?? ''
  return Array.from(caption.matchAll(new RegExp(pattern, 'g')), ([, ...groups]) => write(...groups))
}

/** Mean error of each population with its range, as in `summaryTable`. */
export function means(input: FigureInput | undefined): string | undefined {
  if (!input) return undefined
  const rows = tableRecords(made('summaryTable', input, {}).table)
  const text = (value: unknown) => fixedText(Number(value), 1)
  return rows
    .map(({ population, meanErrorPercent: mean, meanLow, meanHigh }) => {
      return `${short(String(population))} ${text(mean)} (${text(meanLow)} to ${text(meanHigh)})`
    })
    .join(', ')
}

/** n, lowest and mean error of a population, as in `summaryTable`. */
export function summary(input: FigureInput | undefined): string | undefined {
  if (!input) return undefined
  const [row] = tableRecords(made('summaryTable', input, {}).table)
  const { n, minErrorPercent: min, meanErrorPercent: mean } = row!
  return `n ${n}, min ${fixedText(Number(min), 1)}, mean ${fixedText(Number(mean), 1)}`
}

/** P(new beats old) with its range, as in the report. */
export function beats(input: FigureInput | undefined, newer: string, older: string): string | undefined {
  const found = [newer, older].map((name) => only(input, name)?.populations[0])
  const [a, b] = found as [FigurePopulation | undefined, FigurePopulation | undefined]
  if (!a || !b) return undefined
  const { value, low, high } = beatsRange({ errors: errorsOf(a) }, { errors: errorsOf(b) })
  const [chance, from, to] = [value, low, high].map(probabilityText)
  return `P(${short(newer)} beats ${short(older)}) ${chance} (${from} to ${to})`
}

/** The likely best value of a parameter with its range and rank correlation, as in the caption of the figure. */
export const likelyBest = (
  what: string,
  id: 'errorAgainst' | 'fitError' | 'recipe',
  input: FigureInput | undefined,
  parameters: Parameters = {},
): string[] =>
  fromCaption(id, input, parameters, [
    /(\S+): likely best (\S+) \(95 % range (\S+) to (\S+)\), rank correlation with the error (\S+)\.(?= |$)/,
    (name, best, low, high, rank) => {
      const of = input!.populations.length > 1 ? ` of ${short(name)}` : ''
      return `${what}${of} ${best} (${low} to ${high}), ρ ${rank}`
    },
  ])

/** A population's networks that meet a condition against the others, as in the caption of the figure. */
export const split = (what: string, input: FigureInput | undefined, condition: string): string[] =>
  fromCaption('condition', input, { condition }, [
    /: (\d+) and (\d+) networks\. Mean errors differ by (\S+) points; .* probability (\S+) \(95 % range (\S+) to (.+?)\)/,
    (met, rest, difference, chance, low, high) =>
      `${what} (${met} of ${Number(met) + Number(rest)}): ${difference} points, P ${chance} (${low} to ${high})`,
  ])

/** Mean errors of the networks of a trait, as in the caption of the figure. */
export const byTrait = (what: string, input: FigureInput | undefined, trait: string): string[] =>
  fromCaption('traits', input, { trait }, [
    /(?<=[.)] )([^.:]+): (\d+) networks?(?: of [^,]+)?, mean error (\S+) % \((\S+) to (\S+)\)/,
    (group, n, mean, low, high) => `${what}${group.toLowerCase()} (${n}) ${mean} (${low} to ${high})`,
  ])

/** The expected lowest of some draws of each population, and of all its networks, as in `randomSearch`. */
export function searched(input: FigureInput | undefined, draws: number): string[] {
  if (!input) return []
  const rows = tableRecords(made('randomSearch', input, {}).table)
  return input.populations.flatMap((population) => {
    const at = rows.find((row) => row['population'] === population.name && row['draws'] === draws)
    if (!at) return []
    const lowest = fixedText(Math.min(...errorsOf(population)), 2)
    return [`${short(population.name)} ${fixedText(Number(at['expected']), 2)} with ${draws}, lowest ${lowest}`]
  })
}

/** The likely best value of a parameter in each group of FLOPs, as in `trends`. */
export function trend(what: string, input: FigureInput | undefined, parameter: string, groups = 4): string | undefined {
  const figure = madeOr('trends', input, { parameter, groups })
  if (!figure) return undefined
  const rows = tableRecords(figure.table)
  const text = (value: unknown) => String(Number(Number(value).toPrecision(3)))
  return `${what} ${rows.map(({ likelyBest: best, low, high }) => `${text(best)} (${text(low)} to ${text(high)})`).join(', ')}`
}

const published = () => tableRecords(made('publishedTable', { populations: [] }, {}).table)

/** Published error and inference time of networks, as in `publishedTable`. */
export const publishedTimes = (...names: string[]): string =>
  names
    .map((name) => {
      const row = published().find(({ network }) => network === name)!
      return `${name} ${fixedText(Number(row['publishedErrorPercent']), 1)} % in ${row['inferenceMs']} ms`
    })
    .join(', ')

/** At how many sizes the published RegNetY has a lower error than RegNetX, as in `publishedTable`. */
export function publishedPairs(): string {
  const errorOf = new Map(published().map((row) => [String(row['network']), Number(row['publishedErrorPercent'])]))
  const sizes = [...errorOf.keys()].filter((name) => name.startsWith('RegNetX-'))
  const lower = sizes.filter((name) => errorOf.get(name.replace('X-', 'Y-'))! < errorOf.get(name)!)
  return `RegNetY below RegNetX at ${lower.length} of ${sizes.length} sizes`
}
