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

/** The regimes of some networks, ascending, of at least eight each. */
export interface Regimes {
  readonly regimes: readonly Regime[]
  /** Whether networks of one range of FLOPs were divided. */
  readonly isDivided: boolean
  /** Networks apart from all regimes, too few to be one. */
  readonly apart: number
}

const isLarge = ({ runs }: Regime): boolean => runs.length >= fewestOfRegime
const networksOf = (regimes: readonly Regime[]): number => regimes.reduce((sum, { runs }) => sum + runs.length, 0)

/**
 * The regimes of populations by FLOPs: those whose ranges of FLOPs overlap are one. If only one of these is of eight
 * networks or more, its networks are divided into at most `most` regimes of as equal numbers as possible; if none is,
 * those of all populations. No population is empty.
 */
export function flopsRegimes(populations: readonly (readonly FigureRun[])[], most: number): Regimes {
  const windows: Regime[] = []
  for (const own of populations.map(regime).sort((a, b) => a.low - b.low)) {
    const last = windows.at(-1)
    if (last && own.low <= last.high) windows[windows.length - 1] = regime([...last.runs, ...own.runs])
    else windows.push(own)
  }
  const large = windows.filter(isLarge)
  const shown = large.length > 0 ? large : windows
  const apart = networksOf(windows) - networksOf(shown)
  if (large.length > 1) return { regimes: large, isDivided: false, apart }
  const sorted = shown.flatMap(({ runs }) => runs).sort((a, b) => flopsOf(a) - flopsOf(b))
  const count = Math.min(most, Math.floor(sorted.length / fewestOfRegime))
  const start = (i: number) => Math.round((i * sorted.length) / count)
  const regimes = Array.from({ length: count }, (_, i) => regime(sorted.slice(start(i), start(i + 1))))
  return { regimes, isDivided: true, apart }
}

type ValueKey = Exclude<RegimeKey, 'flops'>

/** Networks of one image size or number of epochs each, ascending; those of which it is not known are in none. */
function groupsByValue(runs: readonly FigureRun[], key: ValueKey): Regime[] {
  const groups = Map.groupBy(runs, (run) => traitValues[key](run))
  const known = [...groups].flatMap(([at, own]) => (at === undefined ? [] : [{ ...regime(own), at }]))
  return known.sort((a, b) => a.at - b.at)
}

/** The regimes of one image size or number of epochs each. */
export function valueRegimes(runs: readonly FigureRun[], key: ValueKey): Regimes {
  const groups = groupsByValue(runs, key)
  const regimes = groups.filter(isLarge)
  return { regimes, isDivided: false, apart: networksOf(groups) - networksOf(regimes) }
}

/**
 * What populations vary, a few networks of a list aside: image size or epochs if there are several regimes of them; FLOPs
 * if populations that are alike in both have ranges of FLOPs that do not overlap. No population is empty.
 */
export function variedOf(populations: readonly (readonly FigureRun[])[]): RegimeKey[] {
  const values = (runs: readonly FigureRun[]) =>
    (['imageSize', 'epochs'] as const).map((key) => groupsByValue(runs, key).map(({ at }) => at))
  const isVaried = (key: ValueKey) => valueRegimes(populations.flat(), key).regimes.length > 1
  const alike = Map.groupBy(populations, (runs) => JSON.stringify(values(runs)))
  const varies: Record<RegimeKey, boolean> = {
    flops: [...alike.values()].some((own) => flopsRegimes(own, 1).regimes.length > 1),
    imageSize: isVaried('imageSize'),
    epochs: isVaried('epochs'),
  }
  return regimeKeys.filter((key) => varies[key])
}
