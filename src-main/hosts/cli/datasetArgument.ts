import { existsSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { datasetSchemas, datasetSpecSchema, type DatasetKind, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { UsageError } from '#main/hosts/process/userError.ts'
import { readInput } from './readInput.ts'
import { t } from '#main/hosts/process/language.ts'

/** The data set described by `kind:option=value,...` or a file. Throws with a user-facing message. */
export async function readDatasetSpec(argument: string): Promise<DatasetSpec> {
  const isFile = /\.(json|ya?ml)$/i.test(argument) && existsSync(argument)
  return parseStrictly(datasetSpecSchema, isFile ? await readInput(argument) : fromText(argument), 'data set')
}

/** An option's value is taken literally, even for a folder named 2024 or "photos #1", unless the option is numeric. */
function fromText(argument: string): Record<string, unknown> {
  const [kind = '', ...rest] = argument.split(':')
  const numbers = Object.hasOwn(datasetSchemas, kind) ? numericOptions(kind as DatasetKind) : []
  const options = pairsOf(rest.join(':')).map(([key, value]) => [
    key,
    numbers.includes(key) && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value,
  ])
  return { kind, ...(Object.fromEntries(options) as Record<string, unknown>) }
}

function numericOptions(kind: DatasetKind): string[] {
  const { properties = {} } = z.toJSONSchema(datasetSchemas[kind], { io: 'input' })
  const types = Object.entries(properties as Record<string, { type?: string }>)
  return types.filter(([, { type }]) => type === 'integer' || type === 'number').map(([name]) => name)
}

/** The object described by `key=value,key=value`, with values as YAML scalars; see pairsOf. */
export function readPairs(text: string): Record<string, unknown> {
  return Object.fromEntries(pairsOf(text).map(([key, value]) => [key, parse(value) as unknown]))
}

/** A comma inside a value; before another option, the backslash ends a Windows path. */
const inner = /\\,(?!\w+=)/g

/** The parts of `key=value,key=value`. A value with commas is quoted, or each comma is escaped as `\,`. */
function pairsOf(text: string): [key: string, value: string][] {
  const pairs = text.match(/(?:=\s*"[^"]*"(?=,|$)|\\,(?!\w+=)|[^,])+/g) ?? []
  return pairs.map((pair) => {
    const [key = '', ...value] = pair.split('=')
    if (value.length === 0) throw new UsageError(t('terminal.optionPair', { pair }))
    const whole = value.join('=')
    const quoted = /^\s*"([^"]*)"$/.exec(whole)?.[1]
    return [key.trim(), quoted ?? whole.replace(inner, ',')]
  })
}
