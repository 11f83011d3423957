/** Quantised linear fits: how near the block widths of a network lie to a RegNet's (paper, section 3.3). */
import { blockWidths, fitQuantizedLinear } from 'regnet-lab-bench/designspaces'
import { publishedNetwork, publishedRegNet, regNetWidths } from 'regnet-lab-bench/networks'

const resNet50 = [3, 4, 6, 3].flatMap((depth, i) => new Array<number>(depth).fill(256 * 2 ** i))
const regNet = blockWidths(publishedNetwork(publishedRegNet('RegNetX-4.0GF')!))

for (const [name, widths] of [
  ['RegNetX-4.0GF', regNet],
  ['ResNet-50', resNet50],
] as const) {
  const line = fitQuantizedLinear(widths)
  const slope = line.widthSlope.toFixed(2)
  const multiplier = line.widthMultiplier.toFixed(3)
  console.log(
    `${name}: w_0 = ${line.initialWidth}, w_a = ${slope}, w_m = ${multiplier}, e_fit = ${line.fitError.toFixed(4)}`,
  )
  const stages = regNetWidths(line).stages.map(({ depth, width }) => `${depth} x ${width}`)
  console.log(`  its stages: ${stages.join(', ')}`)
}
