import { assemble } from '#shared/networks/assemble.ts'
import type { Layers } from '#shared/networks/layers.ts'
import type { Network } from '#shared/networks/network.ts'

/** An operation of a network. `of` are the positions of its inputs in the list, -1 for the images. */
export type ListedLayer = { of: number[] } & (
  | { op: 'convBn'; from: number; to: number; kernel: number; stride: number; groups: number; epsilon: number }
  | { op: 'activation'; kind: Network['activation'] }
  | { op: 'add' }
  | { op: 'squeezeExcite'; width: number; inner: number; activation: Network['activation'] }
  | { op: 'maxPool' }
  | { op: 'classify'; from: number; to: number }
)

interface Listed {
  at: number
  width: number
}

/** The operations of a network in the order of their computation, for programs that build it otherwise. */
export function layerList(network: Network): ListedLayer[] {
  const list: ListedLayer[] = []
  const put = (layer: ListedLayer, width: number): Listed => ({ at: list.push(layer) - 1, width })
  const { activation, bnEpsilon: epsilon } = network
  const layers: Layers<Listed> = {
    convBn: ({ at, width: from }, _name, _bnName, { width: to, kernel, stride, groups }) =>
      put({ of: [at], op: 'convBn', from, to, kernel, stride, groups, epsilon }, to),
    activation: ({ at, width }) => put({ of: [at], op: 'activation', kind: activation }, width),
    add: (a, b) => put({ of: [a.at, b.at], op: 'add' }, a.width),
    squeezeExcite: ({ at, width }, _name, inner) =>
      put({ of: [at], op: 'squeezeExcite', width, inner, activation }, width),
    maxPool: ({ at, width }) => put({ of: [at], op: 'maxPool' }, width),
    classify: ({ at, width: from }, _name, to) => put({ of: [at], op: 'classify', from, to }, to),
    width: ({ width }) => width,
  }
  assemble(layers, network, { at: -1, width: 3 })
  return list
}
