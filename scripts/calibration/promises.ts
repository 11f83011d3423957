import type { Calibration } from './calibrate.ts'

/** Coverage that ranges of shares, quantiles and P promise at least, in percent. */
const least = 93.5
/** Of studies of equal spaces a wrong verdict is given in at most so many percent. */
const mostFalse = 5.5
/** Below it the range of a mean must be said to be short. */
const leastSilent = 93

/** What a simulation may miss by chance: three standard errors of a share near 95 % (0 for what is computed). */
const slack = (repetitions: number): number => 100 * 3 * Math.sqrt((0.95 * 0.05) / repetitions)

/** The promises of docs/method.md that a calibration does not bear out, in words; what chance explains is let pass. */
export function brokenPromises({ repetitions, shares, differences, pairs, ones, weighted }: Calibration): string[] {
  const broken: string[] = []
  const ask = (isKept: boolean, what: string) => {
    if (!isKept) broken.push(what)
  }
  const chance = slack(repetitions)
  const atLeast = (what: string, coverage: number | undefined, allowed: number) =>
    ask(coverage === undefined || coverage >= allowed, `${what} holds ${coverage?.toFixed(1)} %`)
  for (const { n, of } of shares) atLeast(`a share of ${n}`, of.blaker.least, 95 - 0.01)
  for (const { n, m, of } of differences) atLeast(`a difference of shares of ${n} and ${m}`, of.exact.least, least)
  for (const { newer, n, held } of ones) {
    const name = `of ${newer}, n ${n}`
    for (const id of ['quartile25', 'median', 'quartile75', 'lowest', 'wholeEdf'] as const) {
      atLeast(`${id} ${name}`, held[id]?.coverage, least - chance)
    }
    silent(`mean ${name}`, held.mean)
  }
  for (const { newer, older, n, m, held } of pairs) {
    const name = `of ${newer} (n ${n}) against ${older} (n ${m})`
    for (const id of ['beats', 'wholeGap'] as const) atLeast(`${id} ${name}`, held[id]?.coverage, least - chance)
    if (held.beats && (newer === older || older === 'wide')) {
      ask(100 - held.beats.coverage <= mostFalse + chance, `false verdicts ${name}: ${100 - held.beats.coverage} %`)
    }
    silent(`difference of means ${name}`, held.mean)
  }
  for (const { shape, n, held } of weighted) {
    const name = `of ${shape}, n ${n}, weighted`
    for (const id of ['beats', 'keptMinusCut', 'keptMinusAll', 'edf10', 'edf50', 'edf90', 'quality'] as const) {
      atLeast(`${id} ${name}`, held[id], least - 3 * chance)
    }
    ask(held.falseVerdicts <= mostFalse + 3 * chance, `false verdicts ${name}: ${held.falseVerdicts} %`)
  }
  function silent(what: string, held: { coverage: number; warned: number } | undefined): void {
    if (held && held.coverage < leastSilent - chance) ask(held.warned > 95, `${what} is short and not said to be`)
  }
  return broken
}
