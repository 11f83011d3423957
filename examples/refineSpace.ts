/** One step of refinement without the window: suggestions from the runs of AnyNetX_A, the refined space, a sample of it. */
import { samplePopulation, type Regime } from 'regnet-lab-bench/designspaces'
import {
  describeRefinement,
  formulaText,
  refineSpace,
  spaceSize,
  suggestConstraints,
} from 'regnet-lab-bench/refinement'
import { shippedPopulation } from './shippedStudy.ts'

const { space, runs } = shippedPopulation('AnyNetX_A')
const { imageSize, classes } = runs[0]!.network
const regime: Regime = { imageSize, classes, convention: 'paper' }

const suggestions = suggestConstraints(space, regime, runs, { seed: 1 })
for (const { refinement, origin, trend, size } of suggestions)
  console.log(
    `${formulaText(refinement)} (${origin}, trend ${trend ?? 'none'}): ` +
      `10^${size.before.log10.toFixed(1)} to 10^${size.after.log10.toFixed(1)}`,
  )

// Of the structures that the paper asks for, the one that leaves the smallest space.
const structures = suggestions.filter(({ origin }) => origin === 'structure')
const chosen = structures.sort((a, b) => a.size.after.log10 - b.size.after.log10)[0]!.refinement
const refined = refineSpace(space, chosen, { id: 'refined', name: `${space.name}, ${formulaText(chosen)}` })
const { added, ranges } = describeRefinement(space, refined)
console.log(`${refined.name}: ${added.length} constraints added, ${ranges.length} ranges narrowed`)
console.log(`degrees of freedom: ${spaceSize(refined, regime).degreesOfFreedom}`)

for (const { network, complexity } of samplePopulation({ space: refined, regime, count: 3, seed: 7 }).networks) {
  const widths = network.stages.map(({ depth, width }) => `${depth} x ${width}`).join(', ')
  console.log(`${widths}: ${(complexity.flops / 1e6).toFixed(2)} MF`)
}
