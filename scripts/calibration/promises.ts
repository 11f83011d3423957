import type { Calibration } from './calibrate.ts'
import type { Held } from './simulated.ts'

/** Minimum coverage promised for ranges of shares, quantiles and P, in percent. */
const least = 93.5
/** Maximum share of wrong verdicts between equal spaces, in percent. */
const mostFalse = 5.5
/** Below this coverage the range of a mean must be marked as short. */
const leastSilent = 93

/** Tolerance for chance in this many simulated studies: three standard errors of a share of `percent`. */
const slack = (percent: number, studies: number): number => 3 * Math.sqrt((percent * (100 - percent)) / studies)

/** The promises of docs/method.md that a calibration does not confirm, in words, beyond what chance explains. */
export function brokenPromises({ shares, differences, pairs, ones, weighted }: Calibration): string[] {
  const broken: string[] = []
  const ask = (isKept: boolean, what: string) => {
    if (!isKept) broken.push(what)
  }
  const atLeast = (what: string, coverage: number, allowed: number) =>
    ask(coverage >= allowed, `${what} holds ${coverage.toFixed(1)} %`)
  const held = (what: string, coverage: number, studies: number) =>
    atLeast(what, coverage, least - slack(least, studies))
  const falsely = (name: string, percent: number, studies: number) =>
    ask(percent <= mostFalse + slack(mostFalse, studies), `false verdicts ${name}: ${percent.toFixed(1)} %`)
  for (const { n, of } of shares) atLeast(`a share of ${n}`, of.blaker.least, 95 - 0.01)
  for (const { n, m, of } of differences) atLeast(`a difference of shares of ${n} and ${m}`, of.exact.least, least)
  for (const { newer, n, held: found } of ones) {
    const name = `of ${newer}, n ${n}`
    for (const id of ['quartile25', 'median', 'quartile75', 'lowest', 'wholeEdf'] as const) {
      const one = found[id]
      if (one) held(`${id} ${name}`, one.coverage, one.studies)
    }
    silent(`mean ${name}`, found.mean)
  }
  for (const { newer, older, n, m, held: found } of pairs) {
    const name = `of ${newer} (n ${n}) against ${older} (n ${m})`
    for (const id of ['beats', 'wholeGap'] as const) {
      const one = found[id]
      if (one) held(`${id} ${name}`, one.coverage, one.studies)
    }
    const { beats } = found
    if (beats && (newer === older || older === 'wide')) falsely(name, 100 - beats.coverage, beats.studies)
    for (const id of ['mean', 'thirds', 'quality'] as const) silent(`difference of ${id} ${name}`, found[id])
  }
  for (const { shape, n, held: found } of weighted) {
    const name = `of ${shape}, n ${n}, weighted`
    for (const id of ['beats', 'keptMinusCut', 'keptMinusAll', 'edf10', 'edf50', 'edf90'] as const) {
      held(`${id} ${name}`, found[id], found.studies)
    }
    falsely(name, found.falseVerdicts, found.studies)
  }
  function silent(what: string, one: Held | undefined): void {
    if (one && one.coverage < leastSilent - slack(leastSilent, one.studies))
      ask(one.warned > 95, `${what} holds ${one.coverage.toFixed(1)} % and is not said to be short`)
  }
  return broken
}
