/**
 * Checks fits of quantised lines against exhaustive search, and times them.
 *
 *   node scripts/fitProof.ts [--networks 2000] [--shallow 100] [--step 0.01] [--seed 1]
 *
 * Draws `--networks` networks from AnyNetX_A, AnyNetX_D and RegNetX in turn, except for the first `--shallow`, which
 * have two to four blocks. Compares the latter with every line of the range, the others with all lines on a grid of
 * w_m, and RegNets with their generating line. Exits with code 1 if a fit is not minimal. Takes a minute on an idle
 * core.
 */
import { parseArgs } from 'node:util'
import { fitQuantizedLinear } from '#shared/designspaces/fit/fit.ts'
import { regNetWidths, type RegNetLine } from '#shared/networks/regNet.ts'
import { decidingMultipliers, exhaustiveFitError, steppedMultipliers } from '#shared/testing/exhaustiveFit.ts'
import { networksToFit, shallowNetworks, type NetworkToFit } from '#shared/testing/fittedNetworks.ts'

const { values: options } = parseArgs({
  options: {
    networks: { type: 'string', default: '2000' },
    shallow: { type: 'string', default: '100' },
    step: { type: 'string', default: '0.01' },
    seed: { type: 'string', default: '1' },
  },
})
const shallow = Math.min(Number(options.shallow), Number(options.networks))
const deep = Number(options.networks) - shallow
const seed = Number(options.seed)
const sameError = 1e-9

const networks: NetworkToFit[] = [
  ...shallowNetworks(shallow, seed).map((widths) => ({ widths })),
  ...networksToFit(deep, seed),
]
// Timed once the code is compiled.
for (const { widths } of networks) fitQuantizedLinear(widths)
const started = process.cpuUsage()
const fits = networks.map(({ widths }) => fitQuantizedLinear(widths))
const { user, system } = process.cpuUsage(started)
const seconds = (user + system) / 1e6

const stepped = steppedMultipliers(Number(options.step))
let wrong = 0
let better = 0
networks.forEach(({ widths, line }, i) => {
  const { fitError } = fits[i]!
  const least = exhaustiveFitError(widths, i < shallow ? decidingMultipliers(widths.length) : stepped)
  const own = line ? errorOf(line, widths) : Infinity
  const isLeast = fitError <= Math.min(least, own) + sameError && (i >= shallow || fitError >= least - sameError)
  if (!isLeast) {
    wrong++
    console.log(`Not the least: e_fit ${fitError}, exhaustively ${least}, own line ${own}: ${widths.join(' ')}`)
  }
  if (fitError < least - sameError) better++
})
console.log(
  `${networks.length} networks, ${networks.length - wrong} at the minimum (${shallow} of them compared with every line, ` +
    `${better} better than every line of w_m in steps of ${options.step}); ` +
    `${Math.round(networks.length / seconds)} fits a second of processor time.`,
)
if (wrong > 0) process.exitCode = 1

/** e_fit of a line, computed by generating its widths. */
function errorOf(line: RegNetLine, widths: readonly number[]): number {
  const { quantized } = regNetWidths(line)
  return widths.reduce((sum, width, j) => sum + Math.abs(Math.log(quantized[j]! / width)), 0) / widths.length
}
