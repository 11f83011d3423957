import { activationIds, blockIds, stemIds } from '#shared/networks/network.ts'
import type { StructureId } from '#shared/pair/structure.ts'
import type { Translate } from '#renderer/i18n/texts.ts'

/** The words for a block, stem or activation function of a structure; its other values as they are. */
export function partWord(id: StructureId, value: string, t: Translate): string {
  if (id === 'block') return t(`spaces.blocks.${blockIds.find((known) => known === value)!}.name`)
  if (id === 'stem') return t(`spaces.stems.${stemIds.find((known) => known === value)!}`)
  if (id === 'activation') return t(`spaces.activations.${activationIds.find((known) => known === value)!}`)
  return value
}
