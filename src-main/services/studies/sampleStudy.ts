import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { SampleSpace } from '#shared/contract/studies.ts'
import { countedErrors } from '#shared/statistics/countedRun.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { readBundle } from '#main/bundles/bundleFile.ts'

const resources = dirname(dirname(createRequire(import.meta.url).resolve('#resources/studies/quick.yaml')))

/** The bundle of the sample study shipped with the program. */
export const sampleFile: string = join(resources, 'sample', 'sampleStudy.regbench')

/** The bundle's bytes. Throws LabError 'notFound' if the program was installed without it. */
export function readSample(): Uint8Array {
  if (existsSync(sampleFile)) return readFileSync(sampleFile)
  throw new LabError('notFound', sentence('sampleMissing', { file: sampleFile }))
}

let known: SampleSpace[] | undefined

/**
 * The sample's spaces in order of creation, with the errors of their runs; none if the program was installed without
 * it. The file is unpacked once: it does not change while the program runs.
 */
export const sampleSpaces = (): SampleSpace[] => (known ??= existsSync(sampleFile) ? spacesOf(readSample()) : [])

function spacesOf(bytes: Uint8Array): SampleSpace[] {
  const { spaces, populations } = readBundle(bytes)
  return spaces.map(({ definition: { name }, parent }, place) => {
    const runs = populations.findLast(({ space }) => space === place)?.runs ?? []
    return { name, parent, errors: countedErrors(runs.map((run) => ({ ...run, exclusion: run.exclusion ?? null }))) }
  })
}
