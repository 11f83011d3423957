import { existsSync } from 'node:fs'
import { parse } from 'yaml'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { datasetSpecSchema, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { readInput } from './readInput.ts'
import { UsageError } from '#main/hosts/process/userError.ts'

/** The data set that `kind:option=value,...` or a file describes. Throws with a sentence. */
export async function readDatasetSpec(argument: string): Promise<DatasetSpec> {
  const isFile = /\.(json|ya?ml)$/i.test(argument) && existsSync(argument)
  return parseStrictly(datasetSpecSchema, isFile ? await readInput(argument) : fromText(argument), 'data set')
}

function fromText(argument: string): Record<string, unknown> {
  const [kind = '', ...rest] = argument.split(':')
  return { kind, ...readPairs(rest.join(':')) }
}

/** The object that `key=value,key=value` describes, values as YAML scalars. A comma in a value is written `\,`. */
export function readPairs(text: string): Record<string, unknown> {
  const pairs = text.split(/(?<!\\),/).filter((pair) => pair !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', ...value] = pair.split('=')
      if (value.length === 0) throw new UsageError(`Write ${pair} as option=value.`)
      return [key, parse(value.join('=').replaceAll('\\,', ',')) as unknown]
    }),
  )
}
