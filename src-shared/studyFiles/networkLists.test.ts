import { describe, expect, it } from 'vitest'
import { toNetwork } from '#shared/designspaces/toNetwork.ts'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import { parseStudyFile, studyLists } from './studyFile.ts'

const file = (networks: unknown, changes: object = {}) =>
  parseStudyFile({
    ...{ formatVersion: 1, name: 'listed', imageSize: 16, dataset: { kind: 'synthetic' }, networks, ...changes },
  })
const listsOf = (networks: unknown) => studyLists(file(networks))
const own = { depths: [1, 2], widths: [16, 32], strides: [1, 2] }

describe('networks of a study file', () => {
  it('are one list, or lists by name, each with a space that holds its networks', () => {
    const [list, none] = listsOf(['RegNetX-200MF', { name: 'mine', config: own }, { ...own, depths: [2, 2] }])
    expect(none).toBeUndefined()
    expect(list!.name).toBe('Networks')
    expect(list!.networks.map(({ name }) => name)).toEqual(['RegNetX-200MF', 'mine', null])
    const lists = listsOf({ X: ['RegNetX-200MF', 'RegNetX-400MF'], Y: ['RegNetY-200MF'] })
    expect(lists.map(({ name, space, networks }) => [name, space.id, space.block, networks.length])).toEqual([
      ['X', 'X', 'x', 2],
      ['Y', 'Y', 'y', 1],
    ])
    expect(lists[0]!.space.parameters.kind).toBe('regNet')
  })

  it('have the draw from which their space builds them, as far as it does', () => {
    const [list] = listsOf(publishedNetworks.map(({ name }) => name))
    const { space, networks } = list!
    expect([space.block, networks.length]).toEqual(['x', publishedNetworks.length])
    const drawn = networks.filter(({ draw }) => draw !== null)
    for (const { network, draw } of drawn) expect(toNetwork(space, draw!, network)).toEqual(network)
    expect(drawn.map(({ network }) => network.block)).toContain('x')
    expect(networks.filter(({ draw }) => draw === null).map(({ network }) => network.block)).toContain('mbconv')
  })

  it('need neither spaces nor a number of networks, which go together', () => {
    expect(file(['RegNetX-200MF'])).not.toHaveProperty('perSpace')
    expect(() => file(['RegNetX-200MF'], { spaces: ['RegNetX'] })).toThrow('perSpace: required')
    expect(() => file(undefined)).toThrow('spaces: required')
  })

  it('survive being written as JSON', () => {
    const study = file({ X: ['RegNetX-200MF', own] })
    expect(parseStudyFile(JSON.parse(JSON.stringify(study)))).toEqual(study)
  })

  it.each<[unknown, string]>([
    [['RegNetX-201MF'], 'networks[0]: no published network is called RegNetX-201MF (did you mean RegNetX-200MF?)'],
    [[own, 'nets/mine.json'], 'networks[1]: nets/mine.json is the path of a file'],
    [{ A: [own], B: [own, { ...own, widths: [16] }] }, 'networks.B[1]: invalid network: widths'],
    [[own, { ...own, widths: [16, 9e9] }], 'networks[1]: invalid network: widths[1] is 9000000000'],
    [[own, { name: 'mine', config: { ...own, depths: [1, 600] } }], 'networks[1]: invalid network mine: 601 blocks'],
    [[own, 'RegNetX-200MF', { name: 'again', config: own }], 'networks[2]: it is network 1 of the list again'],
    [[], 'networks'],
    [{ A: [] }, 'networks'],
    [{ A: [{ d: 3 }] }, 'networks.A[0]: '],
  ])('%j is refused, with the place and the reason', (networks, said) => {
    expect(() => file(networks)).toThrow(said)
  })

  it('are refused if a list has the id of a space', () => {
    const spaces = { spaces: ['RegNetX'], perSpace: 2 }
    expect(() => file({ RegNetX: [own] }, spaces)).toThrow('networks.RegNetX: "RegNetX" is listed twice')
  })
})
