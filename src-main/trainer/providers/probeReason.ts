import { verbatim, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { plainReason } from '../failures/plainReason.ts'
import { missingCudaLibraries } from './missingLibraries.ts'

/** onnxruntime's messages for missing libraries or devices, the most common cases. */
const knownMessages: readonly { pattern: RegExp; said: (...groups: string[]) => Sentence }[] = [
  // Of onnxruntime-node and of the C API: it depends on the engine which one is met.
  { pattern: /Failed to load (?:shared )?library/, said: missingLibraries },
  { pattern: /No supported adapters/, said: () => sentence('providerDeviceMissing') },
  {
    pattern: /CUDA failure (\d+): (.*?) ?; GPU=/,
    said: (code, said) => (code === '100' ? sentence('providerDeviceMissing') : sentence('cudaFails', { code, said })),
  },
]

function missingLibraries(): Sentence {
  const libraries = missingCudaLibraries()
  return libraries.length === 0 ? sentence('providerLibraryMissing') : sentence('librariesMissing', { libraries })
}

/** Why a provider does not train, from onnxruntime's message; translatable if the message is known. */
export function probeReason(message: string): Sentence {
  for (const { pattern, said } of knownMessages) {
    const [found, ...groups] = pattern.exec(message) ?? []
    if (found !== undefined) return said(...groups)
  }
  return verbatim(plainReason(message))
}
