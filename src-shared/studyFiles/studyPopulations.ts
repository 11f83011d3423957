import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { ListedNetwork } from './networkLists.ts'
import type { Regime } from './regimes.ts'
import { firstListPlace } from './seeds.ts'
import { studyLists, studyRegimes, studySpaces, type StudyFile } from './studyFile.ts'

/** A population that a study file asks for. */
export interface AskedPopulation {
  readonly definition: DesignSpace
  readonly regime: Regime
  /** The place of its space or list, which its seeds follow from: spaces and lists are counted apart, as both can grow. */
  readonly place: number
  /** Its networks, if they are listed; undefined: they are sampled. */
  readonly listed?: readonly ListedNetwork[]
}

/**
 * The populations of a study file in their order: under its own values and then under each further regime those of its
 * spaces and its lists, of which there is one where regimes differ by FLOPs alone. Throws as studySpaces, studyRegimes
 * and studyLists.
 */
export function studyPopulations(file: StudyFile): AskedPopulation[] {
  const [spaces, lists] = [studySpaces(file), studyLists(file)]
  const regimes = studyRegimes(file)
  const own = JSON.stringify(regimes[0]!.flops)
  return regimes.flatMap((regime) => [
    ...spaces.map((definition, place) => ({ definition, regime, place })),
    ...(JSON.stringify(regime.flops) === own ? lists : []).map(({ space, networks }, i) => ({
      ...{ definition: space, regime, place: firstListPlace + i, listed: networks },
    })),
  ])
}
