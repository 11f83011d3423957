import { existsSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { datasetSchemas, datasetSpecSchema, type DatasetKind, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { UsageError } from '#main/hosts/process/userError.ts'
import { readInput } from './readInput.ts'
import { t } from '#main/hosts/process/language.ts'

/** The data set that `kind:option=value,...` or a file describes. Throws with a sentence. */
export async function readDatasetSpec(argument: string): Promise<DatasetSpec> {
  const isFile = /\.(json|ya?ml)$/i.test(argument) && existsSync(argument)
  return parseStrictly(datasetSpecSchema, isFile ? await readInput(argument) : fromText(argument), 'data set')
}

/** The value of an option is a text as it stands, a folder named 2024 or "photos #1" too, unless the option is a number. */
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

/** The object that `key=value,key=value` describes, values as YAML scalars; see pairsOf. */
export function readPairs(text: string): Record<string, unknown> {
  return Object.fromEntries(pairsOf(text).map(([key, value]) => [key, parse(value) as unknown]))
}

/** A comma inside of a value; before another option it is the end of a folder's path of Windows. */
const inner = /\\,(?!\w+=)/g

/** `key=value,key=value` in pieces. A value with commas is written in double quotes, or each of them `\,`. */
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
