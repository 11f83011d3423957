import type { Network } from '#shared/networks/network.ts'
import type { RegNetParameters } from '#shared/networks/regNet.ts'
import { efficientNet, efficientNetScalings } from './efficientNets.ts'
import { publishedFigures, type PublishedFigures } from './publishedFigures.ts'
import { namesOf, publishedNetwork, publishedRegNet, publishedRegNets } from './publishedRegNets.ts'
import { resNet, resNetDepths, type ResNetLayers } from './resNets.ts'

/** The families of published networks, in the order of the table, with their names in any language. */
export const publishedFamilyNames = {
  ...{ regNetX: 'RegNetX', regNetY: 'RegNetY', resNet: 'ResNet', resNeXt: 'ResNeXt' },
  efficientNet: 'EfficientNet',
} as const
export type PublishedFamily = keyof typeof publishedFamilyNames
export const publishedFamilies = Object.keys(publishedFamilyNames) as PublishedFamily[]

/** A network that the paper reports, with its published figures. */
export interface PublishedNetwork extends PublishedFigures {
  /** Name in the paper, such as RegNetX-400MF, ResNet-50 and EfficientNet-B0. */
  readonly name: string
  readonly family: PublishedFamily
  /** With 1000 classes, at the image size of its training: 224 pixels, of EfficientNets more. */
  readonly network: Network
  /** The six parameters of a RegNet. */
  readonly regNet?: RegNetParameters
  /** Other names under which it is found: those of timm, torchvision and transformers. */
  readonly otherNames: readonly string[]
  /** Where arXiv 2003.13678 reports it. */
  readonly place: 'Figure 15' | 'Figure 16' | 'Table 3' | 'Table 4'
}

function withFigures(entry: Omit<PublishedNetwork, keyof PublishedFigures>): PublishedNetwork {
  return { ...entry, ...publishedFigures.get(entry.name)! }
}

const regNets = publishedRegNets.map((regNet) => {
  const isX = regNet.block === 'x'
  return withFigures({
    ...{ name: regNet.name, family: isX ? 'regNetX' : 'regNetY', network: publishedNetwork(regNet) },
    ...{ regNet: regNet.parameters, otherNames: namesOf(regNet).slice(1), place: isX ? 'Figure 15' : 'Figure 16' },
  })
})

const resNets = (['resNet', 'resNeXt'] as const).flatMap((family) =>
  (Object.keys(resNetDepths).map(Number) as ResNetLayers[]).map((layers) =>
    withFigures({
      ...{ name: `${publishedFamilyNames[family]}-${layers}`, family, network: resNet(family, layers) },
      otherNames: [family === 'resNet' ? `resnet${layers}` : `resnext${layers}_32x4d`],
      place: 'Table 3',
    }),
  ),
)

const efficientNets = (Object.keys(efficientNetScalings) as (keyof typeof efficientNetScalings)[]).map((name) => {
  const scaling = name.slice(-2).toLowerCase()
  return withFigures({
    ...{ name, family: 'efficientNet', network: efficientNet(name), place: 'Table 4' },
    otherNames: [`efficientnet_${scaling}`, `google/efficientnet-${scaling}`],
  })
})

/**
 * The networks that the paper reports (arXiv 2003.13678): 24 RegNets (Figures 15 and 16), ResNets and ResNeXts (Table 3)
 * and EfficientNet-B0 to B5 (Table 4); family by family, ascending by FLOPs. Their complexity is
 * `networkComplexity(entry.network)`, exact.
 */
export const publishedNetworks: readonly PublishedNetwork[] = [...regNets, ...resNets, ...efficientNets]

/**
 * The published network with this name: the paper's, timm's, torchvision's (except for RegNets, of which it rounds three
 * to other widths) or transformers'; capitals do not matter, nor do a hub prefix and a weights tag of timm's. Undefined
 * otherwise.
 */
export function findPublished(name: string): PublishedNetwork | undefined {
  const regNet = publishedRegNet(name)
  const wanted = (regNet?.name ?? name).trim().toLowerCase()
  const bare = wanted.replace(/^(?:hf[-_]hub:)?timm\//, '').replace(/\.\w+$/, '')
  return publishedNetworks.find(
    (entry) => entry.name.toLowerCase() === wanted || (!regNet && namesIn(entry).includes(bare)),
  )
}

const namesIn = ({ name, otherNames }: PublishedNetwork) => [name, ...otherNames].map((one) => one.toLowerCase())

/** Every name of every published network, as they are written. */
export const publishedNames: readonly string[] = publishedNetworks.flatMap(({ name, otherNames }) => [
  name,
  ...otherNames,
])
