import type { FigureRun } from '../figureInput.ts'

/** Networks of similar FLOPs. */
export interface Regime {
  /** FLOPs of its cheapest and its most expensive network. */
  readonly low: number
  readonly high: number
  readonly runs: readonly FigureRun[]
}

const flopsOf = ({ complexity }: FigureRun): number => complexity.flops

function regime(runs: readonly FigureRun[]): Regime {
  const flops = runs.map(flopsOf)
  return { low: Math.min(...flops), high: Math.max(...flops), runs }
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
