import { gunzipSync } from 'node:zlib'
import { excessOf } from '#shared/schema/jsonShape.ts'
import { limits } from '#shared/schema/limits.ts'
import { faultsOf, withPath } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { codeOf } from '#main/store/safety/storageErrors.ts'
import { bundleFormatVersion, bundleSchema, type Bundle } from './bundleSchema.ts'
import { requireNoContradiction } from './contradictions.ts'
import { bundleTooLarge, damaged } from './damaged.ts'
import { requireSealed, type Sealed } from './seal.ts'

/** Maximum number of faults listed for a bundle; a corrupt one may have any number. */
const mostFaults = 5
/** The first version in which every bundle has a seal. */
const firstSealed = 3

/**
 * The bundle in a file's bytes. Throws LabError 'invalid' if it is too large, foreign, damaged, newer, or inconsistent.
 * May take as long and as much memory as the limits allow, so run it in the background.
 */
export function readBundle(bytes: Uint8Array): Bundle {
  const input = parse(unpack(bytes))
  const { format, formatVersion } = (input ?? {}) as { format?: unknown; formatVersion?: unknown }
  if (format !== 'regnet-lab-bench/study') throw foreign()
  if (typeof formatVersion === 'number' && formatVersion > bundleFormatVersion) {
    throw new LabError('invalid', sentence('bundleNewer', { found: formatVersion, known: bundleFormatVersion }))
  }
  const parsed = bundleSchema.safeParse(input)
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, mostFaults)
    throw damaged(...faultsOf(issues, input, bundleSchema).slice(0, mostFaults).map(withPath))
  }
  const { seal } = parsed.data
  if (seal) requireSealed(input as Sealed, seal)
  else if (parsed.data.formatVersion >= firstSealed) throw damaged(sentence('sealGone'))
  requireNoContradiction(parsed.data)
  return parsed.data
}

function unpack(bytes: Uint8Array): Buffer {
  if (bytes.length > limits.packedBytes) throw bundleTooLarge()
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw foreign()
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.unpackedBytes })
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw bundleTooLarge()
    throw new LabError('invalid', sentence('bundleTruncated'), { cause: error })
  }
}

function parse(json: Buffer): unknown {
  requireBounded(json)
  try {
    return JSON.parse(json.toString('utf8')) as unknown
  } catch {
    throw foreign()
  }
}

/** Throws LabError 'invalid' if JSON is nested too deeply or has too many values. */
function requireBounded(json: Uint8Array): void {
  const excess = excessOf(json, limits)
  if (excess === 'depth') throw new LabError('invalid', sentence('bundleTooDeep', { limit: limits.depth }))
  if (excess === 'values') throw new LabError('invalid', sentence('bundleTooMany', { limit: limits.values }))
}

const foreign = () => new LabError('invalid', sentence('bundleForeign'))
