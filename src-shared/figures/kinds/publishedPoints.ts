import { darkTheme, lightTheme } from '#shared/charts/chartTheme.ts'
import { spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import {
  publishedFamilies,
  publishedFamilyNames,
  publishedNetworks,
  type PublishedFamily,
  type PublishedNetwork,
} from '#shared/networks/published/publishedNetworks.ts'
import type { CostPoint } from './costPanels.ts'

/** The costs of published networks: their complexity, and times as published. */
export const publishedCosts = ['flops', 'parameters', 'activations', 'inferenceMs', 'trainingHours'] as const
export type PublishedCost = (typeof publishedCosts)[number]

const marks = spaceMarks(Object.values(publishedFamilyNames))
/** The mark of a family where published networks stand alone. */
export const familyMark = (family: PublishedFamily): SpaceMark => marks.get(publishedFamilyNames[family])!

/** Their marks beside populations: grey and hollow, as that of no population is. */
export const referenceMarks: ReadonlyMap<PublishedFamily, SpaceMark> = new Map(
  publishedFamilies.map((family) => [
    family,
    { ...familyMark(family), colour: lightTheme.inkFaint, darkColour: darkTheme.inkFaint, fill: 'hollow' },
  ]),
)

/** The families shown together with others of the paper's Figures 17 and 18. */
export const familiesOf = {
  all: publishedFamilies,
  resNets: ['regNetX', 'resNet', 'resNeXt'],
  efficientNets: ['regNetX', 'regNetY', 'efficientNet'],
} as const satisfies Record<string, readonly PublishedFamily[]>

/** The published networks of these families as points, in the order of the table. */
export const publishedPoints = (
  families: readonly PublishedFamily[],
): (CostPoint<PublishedCost> & { readonly network: PublishedNetwork })[] =>
  publishedNetworks
    .filter(({ family }) => families.includes(family))
    .map((entry) => ({
      ...{ id: entry.name, mark: familyMark(entry.family), errorPercent: entry.errorPercent, network: entry },
      costs: {
        ...networkComplexity(entry.network),
        ...{ inferenceMs: entry.inferenceMs, trainingHours: entry.trainingHours },
      },
    }))

/** All published networks as points beside those of populations. */
export const referencePoints = (): ReturnType<typeof publishedPoints> =>
  publishedPoints(publishedFamilies).map((point) => ({
    ...point,
    ...{ mark: referenceMarks.get(point.network.family)!, isReference: true },
  }))
