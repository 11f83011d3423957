import { gunzipSync, gzipSync } from 'node:zlib'
import { faultsOf, placed } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { codeOf } from '#main/store/storageTrouble.ts'
import { bundleFormatVersion, bundleSchema, type Bundle } from './bundleSchema.ts'

/** Bytes of a file, and of what is in it, beyond which it is no bundle of this program. */
const packedLimit = 256 * 2 ** 20
const unpackedLimit = 500 * 2 ** 20

/** The bytes of a bundle's file: gzip of JSON; equal bundles give equal bytes. */
export function writeBundle(bundle: Bundle): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(JSON.stringify(bundle), { level: 9 }))
}

/** The bundle in a file's bytes. Throws LabError 'invalid': too large, foreign, damaged or newer. */
export function readBundle(bytes: Uint8Array): Bundle {
  const input = parse(unpack(bytes))
  const { format, formatVersion } = (input ?? {}) as { format?: unknown; formatVersion?: unknown }
  if (format !== 'regnet-lab-bench/study') throw foreign()
  if (typeof formatVersion === 'number' && formatVersion > bundleFormatVersion) {
    throw new LabError('invalid', sentence('bundleNewer', { found: formatVersion, known: bundleFormatVersion }))
  }
  const parsed = bundleSchema.safeParse(input)
  if (parsed.success) return parsed.data
  throw damaged(...faultsOf(parsed.error.issues, input, bundleSchema).map(placed))
}

function unpack(bytes: Uint8Array): string {
  if (bytes.length > packedLimit) throw tooLarge()
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw foreign()
  try {
    return gunzipSync(bytes, { maxOutputLength: unpackedLimit }).toString('utf8')
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    throw new LabError('invalid', sentence('bundleTruncated'), { cause: error })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw foreign()
  }
}

const tooLarge = () =>
  new LabError(
    'invalid',
    sentence('bundleTooLarge', { packed: packedLimit / 2 ** 20, unpacked: unpackedLimit / 2 ** 20 }),
  )
const foreign = () => new LabError('invalid', sentence('bundleForeign'))

/** The error for a bundle that is not what it should be, or contradicts itself. */
export const damaged = (...said: readonly Sentence[]) => new LabError('invalid', sentence('bundleDamaged', { said }))
