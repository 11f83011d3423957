import { nearestName } from '#shared/schema/nearestName.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { findPublished, publishedNames } from '#shared/networks/published/publishedNetworks.ts'
import type { ReadNetwork } from './regNetForm.ts'

/**
 * The published network with this name (the paper's, timm's, torchvision's or transformers'). Throws ValueError
 * suggesting the nearest name.
 */
export function fromName(name: string): ReadNetwork {
  const found = findPublished(name)
  if (found) return { network: found.network, ...(found.regNet && { regNet: found.regNet }) }
  const nearest = nearestName(name, publishedNames)!
  throw new ValueError(sentence('networkNameUnknown', { name, hint: sentence('didYouMean', { nearest }) }))
}
