import { regimeKeys, type RegimeKey } from '#shared/designspaces/regimeKeys.ts'
import { quantile } from '#shared/statistics/summary.ts'
import type { FigureRun } from '../figureInput.ts'
import { traitValues } from './traits.ts'

/** Networks of similar FLOPs, or of one image size or number of epochs. */
export interface Regime {
  /** Where it stands: the median of the FLOPs of its networks, or the value that they have in common. */
  readonly at: number
  /** FLOPs of its cheapest and its most expensive network. */
  readonly low: number
  readonly high: number
  readonly runs: readonly FigureRun[]
}

const flopsOf = ({ complexity }: FigureRun): number => complexity.flops

function regime(runs: readonly FigureRun[]): Regime {
  const flops = runs.map(flopsOf)
  return { at: quantile(flops, 0.5), low: Math.min(...flops), high: Math.max(...flops), runs }
}

/** Fewest networks of a regime: of eight a quarter, of which the best is taken, is more than one network. */
export const fewestOfRegime = 8

/**
 * The regimes of populations by FLOPs, ascending: those whose ranges of FLOPs overlap are one. If all do, their networks
 * are divided into at most `most` regimes of as equal numbers as possible, of at least eight. No population is empty.
 */
export function flopsRegimes(populations: readonly (readonly FigureRun[])[], most: number): Regime[] {
  const windows: Regime[] = []
  for (const own of populations.map(regime).sort((a, b) => a.low - b.low)) {
    const last = windows.at(-1)
    if (last && own.low <= last.high) windows[windows.length - 1] = regime([...last.runs, ...own.runs])
    else windows.push(own)
  }
  if (windows.length > 1) return windows
  const sorted = populations.flat().sort((a, b) => flopsOf(a) - flopsOf(b))
  const count = Math.max(1, Math.min(most, Math.floor(sorted.length / fewestOfRegime)))
  const start = (i: number) => Math.round((i * sorted.length) / count)
  return Array.from({ length: count }, (_, i) => regime(sorted.slice(start(i), start(i + 1))))
}

const isLarge = ({ runs }: Regime): boolean => runs.length >= fewestOfRegime

type ValueKey = Exclude<RegimeKey, 'flops'>

/** The regimes of one image size or number of epochs each, ascending; networks of which it is not known are in none. */
export function valueRegimes(runs: readonly FigureRun[], key: ValueKey): Regime[] {
  const groups = Map.groupBy(runs, (run) => traitValues[key](run))
  const known = [...groups].flatMap(([at, own]) => (at === undefined ? [] : [{ ...regime(own), at }]))
  return known.sort((a, b) => a.at - b.at)
}

/**
 * What populations vary: image size or epochs if there are several; FLOPs if populations that are alike in both have
 * ranges of FLOPs that do not overlap, of eight networks at least: a few networks of a list are no window. No population
 * is empty.
 */
export function variedOf(populations: readonly (readonly FigureRun[])[]): RegimeKey[] {
  const values = (runs: readonly FigureRun[]) =>
    (['imageSize', 'epochs'] as const).map((key) => valueRegimes(runs, key).map(({ at }) => at))
  const [sizes, lengths] = values(populations.flat()) as [number[], number[]]
  const alike = Map.groupBy(populations, (runs) => JSON.stringify(values(runs)))
  const varies: Record<RegimeKey, boolean> = {
    flops: [...alike.values()].some((own) => flopsRegimes(own, 1).filter(isLarge).length > 1),
    imageSize: sizes.length > 1,
    epochs: lengths.length > 1,
  }
  return regimeKeys.filter((key) => varies[key])
}
