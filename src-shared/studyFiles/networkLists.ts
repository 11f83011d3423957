import { z } from 'zod'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { drawBehind, networkFrame, type HeldNetwork } from '#shared/designspaces/drawBehind.ts'
import { hullSpace } from '#shared/designspaces/hullSpace.ts'
import type { Draw } from '#shared/designspaces/sampling/draw.ts'
import { newSpaceId } from '#shared/designspaces/spaceId.ts'
import { networkKey } from '#shared/designspaces/toNetwork.ts'
import { readNetworks } from '#shared/networks/forms/readNetworks.ts'
import type { Network } from '#shared/networks/network.ts'
import { findPublished } from '#shared/networks/published/publishedNetworks.ts'
import { nameSchema } from '#shared/schema/plainName.ts'
import { messageOf, sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'

const mostNetworks = 10_000
/** A list of networks as written in a study file. */
export const networkListSchema = z
  .array(z.union([z.string(), z.record(z.string(), z.unknown())]))
  .min(1)
  .max(mostNetworks)

/** Lists of networks as written in a study file: one list, or several by name. */
export const networkListsSchema = z.union([networkListSchema, z.record(nameSchema, networkListSchema)])
type WrittenLists = z.infer<typeof networkListsSchema>

/** The name of the only list of a file that gives it none. */
export const unnamedList = 'Networks'

/** A network of a list. Its classes and image size are those of its form until the study's take their place. */
export interface ListedNetwork {
  /** Its name in its file, or as a published network; null if it has none. */
  readonly name: string | null
  readonly network: Network
  /** The draw from which the list's space builds it; null if that builds another. */
  readonly draw: Draw | null
}

/** Networks that are a population as they are, instead of being sampled. */
export interface NetworkList {
  readonly name: string
  /** A space that holds them: see listSpace. */
  readonly space: DesignSpace
  readonly networks: readonly ListedNetwork[]
}

/** The name of a list and its networks with their names. */
export interface NamedNetworks {
  readonly name: string
  readonly networks: readonly (HeldNetwork & { readonly name: string | null })[]
}

/**
 * The lists of networks of a study file, in order. `fault` makes the error of a place in it; thrown for a network that
 * cannot be read or trained, or is listed twice. The ids of their spaces are none of `taken`.
 */
export function networkLists(
  written: WrittenLists | undefined,
  fault: (place: string, said: Sentence) => Error,
  taken: readonly string[] = [],
): NetworkList[] {
  const named = Array.isArray(written)
    ? [{ name: unnamedList, place: 'networks', entries: written }]
    : Object.entries(written ?? {}).map(([name, entries]) => ({ name, place: `networks.${name}`, entries }))
  const ids = [...taken]
  return named.map(({ name, place, entries }) => {
    const at = (index: number, said: Sentence) => fault(`${place}[${index}]`, said)
    const networks = entries.map((entry, i) => readEntry(entry, (said) => at(i, said)))
    requireDistinct(networks, at)
    try {
      const list = networkList({ name, networks }, ids)
      ids.push(list.space.id)
      return list
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw fault(place, messageOf(error))
    }
  })
}

function readEntry(entry: WrittenEntry, fault: (said: Sentence) => Error): NamedNetworks['networks'][number] {
  if (typeof entry === 'string' && isFile(entry)) throw fault(sentence('networkFileUnread', { file: entry }))
  try {
    const { name, network, regNet = null } = readNetworks(entry)[0]!
    return { name: name === 'network' ? null : name, network, regNet }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw fault(messageOf(error))
  }
}
type WrittenEntry = string | Record<string, unknown>

/** Whether an entry of a list names a file rather than a published network. */
export const isFile = (entry: string): boolean => !findPublished(entry) && /[/\\]|\.(json|jsonl|ya?ml)$/i.test(entry)

/** Throws the fault of the first network, by its index, that the list has already. */
export function requireDistinct(
  networks: readonly { readonly network: Network }[],
  fault: (index: number, said: Sentence) => Error,
): void {
  const known = new Map<string, number>()
  networks.forEach(({ network }, i) => {
    const key = networkKey({ ...network, classes: 2, imageSize: 1 })
    const before = known.get(key)
    if (before !== undefined) throw fault(i, sentence('networkTwice', { number: before + 1 }))
    known.set(key, i)
  })
}

/** The list with its space, whose id is none of `taken`. Throws ValueError if no space can hold its networks. */
export function networkList({ name, networks }: NamedNetworks, taken: readonly string[]): NetworkList {
  const space = listSpace(networks, { name, id: newSpaceId(name, taken) })
  return {
    ...{ name, space },
    networks: networks.map((held) => ({ name: held.name, network: held.network, draw: drawBehind(held, space) })),
  }
}

/**
 * The range of the sizes of networks. Networks may differ in stem, block or number of stages: then that of the most
 * common kind, the first of equally common ones. Throws ValueError if no space can hold them.
 */
function listSpace(networks: readonly HeldNetwork[], names: { id: string; name: string }): DesignSpace {
  const kinds = [...Map.groupBy(networks, ({ network }) => networkFrame(network)).values()]
  const [common] = kinds.sort((a, b) => b.length - a.length)
  if (!common) throw new ValueError(sentence('populationEmpty', { name: names.name }))
  return hullSpace(common as [HeldNetwork, ...HeldNetwork[]], names)
}
