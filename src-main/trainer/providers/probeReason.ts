import { verbatim, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { plainReason } from '../failures/plainReason.ts'

/** onnxruntime's messages for missing libraries or devices, the most common cases. */
const knownMessages = [
  { pattern: /Failed to load shared library/, said: sentence('providerLibraryMissing') },
  { pattern: /No supported adapters/, said: sentence('providerDeviceMissing') },
]

/** Why a provider does not train, from onnxruntime's message; translatable if the message is known. */
export function probeReason(message: string): Sentence {
  return knownMessages.find(({ pattern }) => pattern.test(message))?.said ?? verbatim(plainReason(message))
}
