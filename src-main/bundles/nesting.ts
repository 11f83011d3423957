import { sentence } from '#shared/sentences/sentence.ts'
import { limits } from '#shared/schema/limits.ts'
import { LabError } from '#main/store/labError.ts'

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const opening: ReadonlySet<number> = new Set([0x5b, 0x7b])
const closing: ReadonlySet<number> = new Set([0x5d, 0x7d])

/**
 * Throws LabError 'invalid' where JSON is nested too deeply or has too many values: asked of its bytes, before a parser
 * spends memory on it. What is no JSON is left to the parser.
 */
export function requireShallow(json: Uint8Array): void {
  let depth = 0
  let values = 0
  let isText = false
  for (let i = 0; i < json.length; i++) {
    const byte = json[i]!
    if (isText) {
      if (byte === backslash) i++
      else if (byte === quote) isText = false
    } else if (byte === quote) isText = true
    else if (byte === comma) values++
    else if (opening.has(byte)) {
      depth++
      values++
      if (depth > limits.depth) throw new LabError('invalid', sentence('bundleTooDeep', { limit: limits.depth }))
    } else if (closing.has(byte)) depth--
    if (values > limits.values) throw new LabError('invalid', sentence('bundleTooMany', { limit: limits.values }))
  }
}
