import { nearestName } from '#shared/schema/nearestName.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { namesOf, publishedNetwork, publishedRegNet, publishedRegNets } from '#shared/networks/publishedRegNets.ts'
import type { ReadNetwork } from './regNetForm.ts'

/**
 * The published RegNet with this name (the paper's, timm's or transformers'). Throws ValueError suggesting the nearest
 * name.
 */
export function fromName(name: string): ReadNetwork {
  const found = publishedRegNet(name)
  if (found) return { network: publishedNetwork(found), regNet: found.parameters }
  const nearest = nearestName(name, publishedRegNets.flatMap(namesOf))!
  throw new ValueError(sentence('networkNameUnknown', { name, hint: sentence('didYouMean', { nearest }) }))
}
