import { pyclsNetwork } from '#shared/networks/forms/pyclsConfig.ts'
import { pyclsRecipe } from '#shared/training/pyclsRecipe.ts'
import { recipeOfRun } from '#shared/training/recipeSweep.ts'
import { pyclsYaml } from './pyclsYaml.ts'
import type { Lab } from '#main/lab.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { getRun } from '#main/store/tables/runs.ts'

/**
 * A run as a configuration of pycls (YAML), and the keys of its recipe that pycls cannot express. Of a run that was
 * trained elsewhere only the network is known.
 */
export function pyclsConfig({ core: { db } }: Lab, runId: number): { text: string; left: string[] } {
  const run = getRun(db, runId)
  const { name, plan } = getPopulation(db, run.populationId)
  const network = pyclsNetwork(run.network, run.draw?.regNet ?? null)
  const head = `# Run ${runId} of ${name}, written by RegNet Lab Bench.\n`
  if (run.origin) return { text: head + pyclsYaml(network), left: ['recipe'] }
  const { left, ...recipe } = pyclsRecipe(recipeOfRun(plan.recipe, run.recipeDraw))
  const { MODEL, BN, TRAIN, TEST, ...sections } = network
  const config = {
    ...{ MODEL, ...sections, OPTIM: recipe.OPTIM, BN: { ...BN, ...recipe.BN }, TRAIN: { ...TRAIN, ...recipe.TRAIN } },
    ...{ TEST, RNG_SEED: run.seed },
  }
  const without = left.length > 0 ? `# Not expressed: ${left.join(', ')}.\n` : ''
  return { text: head + without + pyclsYaml(config), left }
}
