import { layers } from '../layers.ts'
import { layerMap } from './layerMap.ts'
import { jsonSchemas } from '#main/hosts/cli/jsonSchemas.ts'

/** The generated files of docs/ that are committed, by path from the root. A test proves that they are current. */
export function generatedPages(): Map<string, string> {
  const schemas = [...jsonSchemas()].map(
    ([name, schema]) => [`docs/schemas/${name}`, `${JSON.stringify(schema, null, 2)}\n`] as const,
  )
  return new Map([['docs/images/layers.svg', layerMap(layers)], ...schemas])
}
