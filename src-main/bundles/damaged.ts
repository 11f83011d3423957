import { limits } from '#shared/schema/limits.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'

/** The error for a bundle that is not what it should be, or contradicts itself. */
export const damaged = (...said: readonly Sentence[]): LabError =>
  new LabError('invalid', sentence('bundleDamaged', { said }))

/** The error for a file that is too large for a bundle, as it is or unpacked. */
export function bundleTooLarge(): LabError {
  const [packed, unpacked] = [limits.packedBytes / 2 ** 20, limits.unpackedBytes / 2 ** 20]
  return new LabError('invalid', sentence('bundleTooLarge', { packed, unpacked }))
}
