import { asWritten, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { plainReason } from '../failures/plainReason.ts'

/** What onnxruntime says where a provider's libraries or its device are missing, which is what most users meet. */
const known = [
  { pattern: /Failed to load shared library/, said: sentence('providerLibraryMissing') },
  { pattern: /No supported adapters/, said: sentence('providerDeviceMissing') },
]

/** Why a provider does not train, from onnxruntime's message: in any language where it is a known one. */
export function probeReason(message: string): Sentence {
  return known.find(({ pattern }) => pattern.test(message))?.said ?? asWritten(plainReason(message))
}
