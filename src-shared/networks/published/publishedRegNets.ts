import type { Network } from '#shared/networks/network.ts'
import { regNetStages, type RegNetParameters } from '#shared/networks/regNet.ts'

/** A RegNet published in the paper: Figures 15 (X) and 16 (Y). b is 1; Y has a squeeze-and-excitation ratio of 1/4. */
export interface PublishedRegNet {
  /** Name in the paper and in pycls, such as RegNetX-200MF. */
  readonly name: string
  readonly block: 'x' | 'y'
  /** FLOPs in units of 100 MF, as three digits, as in timm's and transformers' names: 002 is 200MF, 320 is 32GF. */
  readonly code: string
  readonly parameters: RegNetParameters
}

/** The squeeze-and-excitation ratio of RegNetY (paper, section 5). */
export const publishedSeRatio = 0.25

type Row = readonly [
  regime: string,
  depth: number,
  initialWidth: number,
  widthSlope: number,
  multiplier: number,
  group: number,
]

/** d, w_0, w_a, w_m and g of each (paper, Figures 15 and 16), with the digits of pycls's configurations. */
const rows: Readonly<Record<PublishedRegNet['block'], readonly Row[]>> = {
  x: [
    ['200MF', 13, 24, 36.44, 2.49, 8],
    ['400MF', 22, 24, 24.48, 2.54, 16],
    ['600MF', 16, 48, 36.97, 2.24, 24],
    ['800MF', 16, 56, 35.73, 2.28, 16],
    ['1.6GF', 18, 80, 34.01, 2.25, 24],
    ['3.2GF', 25, 88, 26.31, 2.25, 48],
    ['4.0GF', 23, 96, 38.65, 2.43, 40],
    ['6.4GF', 17, 184, 60.83, 2.07, 56],
    ['8.0GF', 23, 80, 49.56, 2.88, 120],
    ['12GF', 19, 168, 73.36, 2.37, 112],
    ['16GF', 22, 216, 55.59, 2.1, 128],
    ['32GF', 23, 320, 69.86, 2.0, 168],
  ],
  y: [
    ['200MF', 13, 24, 36.44, 2.49, 8],
    ['400MF', 16, 48, 27.89, 2.09, 8],
    ['600MF', 15, 48, 32.54, 2.32, 16],
    ['800MF', 14, 56, 38.84, 2.4, 16],
    ['1.6GF', 27, 48, 20.71, 2.65, 24],
    ['3.2GF', 21, 80, 42.63, 2.66, 24],
    ['4.0GF', 22, 96, 31.41, 2.24, 64],
    ['6.4GF', 25, 112, 33.22, 2.27, 72],
    ['8.0GF', 17, 192, 76.82, 2.19, 56],
    ['12GF', 19, 168, 73.36, 2.37, 112],
    ['16GF', 18, 200, 106.23, 2.48, 112],
    ['32GF', 20, 232, 115.89, 2.53, 232],
  ],
}

/** The 24 RegNets of the paper, X before Y, ascending by FLOPs. */
export const publishedRegNets: readonly PublishedRegNet[] = (['x', 'y'] as const).flatMap((block) =>
  rows[block].map(([regime, depth, initialWidth, widthSlope, widthMultiplier, groupWidth]) => ({
    name: `RegNet${block.toUpperCase()}-${regime}`,
    block,
    code: codeOf(regime),
    parameters: { depth, initialWidth, widthSlope, widthMultiplier, bottleneckRatio: 1, groupWidth },
  })),
)

/**
 * The code of a regime such as 1.6GF or 400MF. A regime that is not a multiple of 100 MF gives a code that matches no
 * network.
 */
function codeOf(regime: string): string {
  const hundreds = regime.endsWith('MF') ? Number.parseFloat(regime) / 100 : Number.parseFloat(regime) * 10
  return String(hundreds).padStart(3, '0')
}

/**
 * The published RegNet with this name: the paper's (RegNetX-200MF, also RegNetY-4GF), timm's (regnetx_002, optionally
 * with a weights tag and hub prefix, timm/regnety_032.ra_in1k) or transformers' (facebook/regnet-y-040); undefined
 * otherwise. torchvision's names (regnet_x_400mf) are not resolved because it rounds three of the networks to other
 * widths.
 */
export function publishedRegNet(name: string): PublishedRegNet | undefined {
  const written = name.trim().toLowerCase()
  const paper = /^regnet([xy])[-_ ]?(\d+(?:\.\d+)?[mg]f)$/.exec(written)
  const library =
    /^(?:hf[-_]hub:)?(?:timm\/)?regnet([xy])_(\d{3})(?:\.\w+)?$/.exec(written) ??
    /^(?:facebook\/)?regnet-([xy])-(\d{3})$/.exec(written)
  const [, wantedBlock, wanted] = library ?? paper ?? []
  if (wanted === undefined) return undefined
  const wantedCode = paper ? codeOf(wanted.toUpperCase()) : wanted
  return publishedRegNets.find(({ block, code }) => block === wantedBlock && code === wantedCode)
}

/** The names of a published RegNet: the paper's, timm's and transformers'. */
export function namesOf({ name, block, code }: PublishedRegNet): readonly [paper: string, timm: string, hub: string] {
  return [name, `regnet${block}_${code}`, `facebook/regnet-${block}-${code}`]
}

/** A published RegNet as an ImageNet network: 224 pixels, 1000 classes. */
export function publishedNetwork({ block, parameters }: PublishedRegNet): Network {
  return {
    ...{ stem: 'imagenet', stemWidth: 32, block, stages: regNetStages(parameters), headWidth: 0 },
    seRatio: block === 'y' ? publishedSeRatio : 0,
    ...{ classes: 1000, imageSize: 224, activation: 'relu', bnEpsilon: 1e-5 },
  }
}
