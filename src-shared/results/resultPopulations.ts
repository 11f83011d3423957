import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { drawBehind, networkFrame } from '#shared/designspaces/drawBehind.ts'
import { hullSpace } from '#shared/designspaces/hullSpace.ts'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import { newSpaceId } from '#shared/designspaces/spaceId.ts'
import { freeName } from '#shared/schema/freeName.ts'
import { plainName } from '#shared/schema/plainName.ts'
import { messageOf, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { drawnRecipes, type DrawnRecipes } from './drawnRecipes.ts'
import type { Result } from './readResults.ts'
import type { UnusableRow } from './resultTable.ts'

/** Results that become one population: networks of one space, image size and number of classes. */
export interface ResultPopulation {
  readonly name: string
  /** Index of its space. */
  readonly space: number
  readonly imageSize: number
  readonly classes: number
  readonly results: readonly DrawnResult[]
  /** What is known of the recipes, with the values that were drawn for each of the results. */
  readonly recipes: DrawnRecipes
}
export interface DrawnResult extends Result {
  /** The draw behind the network; null if the space builds another network of its sizes. */
  readonly draw: Draw | null
}

export interface ResultPopulations {
  readonly spaces: readonly DesignSpace[]
  readonly populations: readonly ResultPopulation[]
  readonly unusable: readonly UnusableRow<Sentence>[]
  readonly notes: readonly Sentence[]
}

/**
 * The populations that results form, by their column of populations, and the spaces of these: `space`, of which all
 * networks must be (others are unusable), or the hull of the networks with one frame. `title` names what has no name.
 * Throws ValueError for values that no recipe can have.
 */
export function resultPopulations(
  results: readonly Result[],
  { title, space }: { title: string; space?: DesignSpace | undefined },
): ResultPopulations {
  const unusable: UnusableRow<Sentence>[] = []
  const fitting = space ? results.filter((result) => fits(result, space, unusable)) : results
  const groups = [...Map.groupBy(fitting, (result) => (space ? '' : frameKey(result, title))).values()]
  const spaces: DesignSpace[] = space ? [space] : []
  const kept: Result[][] = []
  for (const group of groups) {
    if (!space) {
      try {
        spaces.push(hullOf(group as [Result, ...Result[]], title, spaces))
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        unusable.push(...group.map(({ place }) => ({ place, said: messageOf(error) })))
        continue
      }
    }
    kept.push(group)
  }
  const populations: ResultPopulation[] = []
  kept.forEach((group, i) => {
    for (const own of Map.groupBy(group, populationKey(title)).values()) {
      const { network, population, space: spaceName } = own[0]!
      const wanted = plainName(population ?? spaceName ?? title)
      const name = freeName(wanted, (taken) => populations.some((other) => other.name === taken))
      const { imageSize, classes } = network
      const drawn = own.map((result) => ({ ...result, draw: drawBehind(result, spaces[i]!) }))
      const recipes = drawnRecipes(own.map(({ recipeDraw }) => recipeDraw))
      populations.push({ name, space: i, imageSize, classes, results: drawn, recipes })
    }
  })
  const notes = [
    ...(space ? [] : [sentence('spaceIsHull', { names: spaces.map(({ name }) => name) })]),
    ...(spaces.length > 1 && new Set(results.map((one) => one.space)).size < spaces.length
      ? [sentence('framesDiffer')]
      : []),
  ]
  return { spaces, populations, unusable: unusable.sort((a, b) => a.place - b.place), notes }
}

/** Equal for results whose networks can be of one space. */
function frameKey({ network, space, population }: Result, title: string): string {
  return JSON.stringify([space ?? population ?? title, networkFrame(network)])
}

const populationKey =
  (title: string) =>
  ({ population, space, network: { imageSize, classes } }: Result): string =>
    JSON.stringify([population ?? space ?? title, imageSize, classes])

function hullOf(group: readonly [Result, ...Result[]], title: string, spaces: readonly DesignSpace[]): DesignSpace {
  const wanted = plainName(group[0].space ?? group[0].population ?? title)
  const name = freeName(wanted, (taken) => spaces.some((other) => other.name === taken))
  return hullSpace(group, {
    name,
    id: newSpaceId(
      name,
      spaces.map(({ id }) => id),
    ),
  })
}

/** Whether the space has the network's frame; notes the reason if not. */
function fits({ network, place }: Result, space: DesignSpace, unusable: UnusableRow<Sentence>[]): boolean {
  const strides = network.stages.map(({ stride }) => stride)
  const pairs = [
    ...(['stem', 'stemWidth', 'block', 'seRatio', 'activation', 'headWidth', 'bnEpsilon'] as const).map(
      (key) => [key, network[key], space[key]] as const,
    ),
    ['strides', strides.join(' '), space.strides.join(' ')] as const,
  ]
  const other = pairs.find(([, found, wanted]) => found !== wanted)
  if (!other) return true
  const [key, found, wanted] = other
  unusable.push({ place, said: sentence('notOfSpace', { space: space.name, key, found, wanted }) })
  return false
}
