import { candidateSource } from '#shared/designspaces/sampling/candidateSource.ts'
import { blockWidths } from '#shared/designspaces/fit/fit.ts'
import { presets } from '#shared/designspaces/presets.ts'
import type { RegNetLine } from '#shared/networks/regNet.ts'
import { stream } from '#shared/random/stream.ts'

export interface NetworkToFit {
  /** Block widths. */
  widths: number[]
  /** The generating line, before group compatibility; undefined for an AnyNet. */
  line?: RegNetLine | undefined
}

const spaces = [presets.AnyNetX_A, presets.AnyNetX_D, presets.RegNetX]

/** Networks of AnyNetX_A, AnyNetX_D and RegNetX in turn, determined by the seed. */
export function networksToFit(count: number, seed: number): NetworkToFit[] {
  const sources = spaces.map((space) => candidateSource(space, { imageSize: 224, classes: 1000, convention: 'paper' }))
  const networks: NetworkToFit[] = []
  for (let index = 0; networks.length < count; index++) {
    const candidate = sources[index % sources.length]!.at(seed, index)
    if (candidate) networks.push({ widths: blockWidths(candidate.network), line: candidate.regNet })
  }
  return networks
}

/** Widths of networks of two to four blocks, multiples of 8 up to 1024, determined by the seed. */
export function shallowNetworks(count: number, seed: number): number[][] {
  return Array.from({ length: count }, (_, i) => {
    const random = stream(seed, 'resample', i)
    return Array.from({ length: 2 + (i % 3) }, () => 8 * Math.ceil(128 ** random.uniform()))
  })
}
