import { limits } from '#shared/schema/limits.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'

/** The error for a malformed or inconsistent bundle. */
export const damaged = (...said: readonly Sentence[]): LabError =>
  new LabError('invalid', sentence('bundleDamaged', { said }))

/** The error for a file that exceeds the bundle limits, compressed or uncompressed. */
export function bundleTooLarge(): LabError {
  const [packed, unpacked] = [limits.packedBytes / 2 ** 20, limits.unpackedBytes / 2 ** 20]
  return new LabError('invalid', sentence('bundleTooLarge', { packed, unpacked }))
}
