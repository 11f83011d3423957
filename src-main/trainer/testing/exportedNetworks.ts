import { activationIds, blockIds, stemIds, type Network } from '#shared/networks/network.ts'
import { stream } from '#shared/random/stream.ts'
import { initialState } from '#shared/training/initialState.ts'
import { tinyNetwork } from '../providers/tinyNetwork.ts'

/** A small network with groups, a stride and a bottleneck, for images whose size no stride divides. */
export const exportedNetwork: Network = {
  ...tinyNetwork,
  block: 'x',
  stages: [
    { depth: 2, width: 8, stride: 1, bottleneckRatio: 1, groupWidth: 4 },
    { depth: 1, width: 16, stride: 2, bottleneckRatio: 2, groupWidth: 4 },
  ],
  imageSize: 12,
}

/** Networks that cover every block, stem and activation, a head, and groups of six channels, with what each covers. */
export const exportedNetworks: readonly [string, Network][] = [
  ...blockIds.map((block): [string, Network] => [`block ${block}`, { ...exportedNetwork, block }]),
  ...stemIds.map((stem): [string, Network] => [`stem ${stem}`, { ...exportedNetwork, stem }]),
  ...activationIds.map((activation): [string, Network] => [
    `activation ${activation}`,
    { ...exportedNetwork, block: 'y', activation },
  ]),
  [
    'depthwise kernels of 5 and 7',
    {
      ...exportedNetwork,
      ...{ block: 'mbconv', activation: 'silu', seRatio: 0.25, headWidth: 24 },
      stages: [
        { depth: 2, width: 8, stride: 1, bottleneckRatio: 1, groupWidth: 1, kernel: 5 },
        { depth: 2, width: 16, stride: 2, bottleneckRatio: 1 / 6, groupWidth: 1, kernel: 7 },
      ],
    },
  ],
  ['a head', { ...exportedNetwork, headWidth: 24 }],
  [
    'groups of six',
    { ...exportedNetwork, stages: exportedNetwork.stages.map((sizes) => ({ ...sizes, width: 24, groupWidth: 6 })) },
  ],
]

/** Parameters and statistics away from their initial values, by name. */
export function perturbedState(network: Network): Map<string, Float32Array> {
  const random = stream(9, 'weights')
  return new Map(
    [...initialState(network, 1, false)].map(([name, values]): [string, Float32Array] => [
      name,
      values.map((value) => (name.endsWith('running_var') ? 0.5 + random.uniform() : value + 0.2 * random.normal())),
    ]),
  )
}
