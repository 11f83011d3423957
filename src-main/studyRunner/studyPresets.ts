import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'

const folder = dirname(createRequire(import.meta.url).resolve('#resources/studies/quick.yaml'))

/** Names of the studies shipped with the program. */
export const studyPresetIds: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length))

/** The file of a preset as a plain object, for parseStudyFile. */
export function readStudyPreset(id: string): unknown {
  return parse(readFileSync(join(folder, `${id}.yaml`), 'utf8')) as unknown
}
