import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { studySpaces } from '#shared/studyFiles/studyFile.ts'
import { readStudyText } from '#main/jobs/readStudyText.ts'
import { readBundle } from '#main/bundles/bundleFile.ts'
import { sealedFile } from '#main/bundles/testing/sealedFile.ts'
import { planFromFile } from '#main/services/studies/studyDefinition.ts'
import { readWeights } from '#main/trainer/files/weights.ts'
import { mutate } from '../damage.ts'
import type { Family } from '../family.ts'
import { prepared } from '../lab/fixtures.ts'
import { datasetFormats } from './datasetFormats.ts'
import { format, mutations } from './format.ts'

const studies = join(import.meta.dirname, '../../../resources/studies')

function readStudy(text: string): void {
  const file = readStudyText(text)
  studySpaces(file)
  planFromFile(file)
}

const yaml = format('yaml', 'a study file (YAML)', ({ random }) => {
  const texts = readdirSync(studies).map((name) => readFileSync(join(studies, name)))
  return () => readStudy(mutate(random.pick(texts), random).toString('utf8'))
})

const json = format('json', 'a study file (JSON)', ({ fixtures, random }) => {
  const next = mutations(join(fixtures, prepared.study), random)
  return () => readStudy(next().toString('utf8'))
})

const bundle = format('bundle', 'a bundle (.regbench)', ({ fixtures, random }) => {
  const packed = readFileSync(join(fixtures, prepared.smallBundle))
  const text = gunzipSync(packed)
  return () => {
    if (random.chance(0.3)) readBundle(mutate(packed, random))
    else readBundle(sealedAnew(mutate(text, random)))
  }
})

/** The file of a bundle's text with a matching seal, so that more than the seal is tested; unsealed if none fits. */
function sealedAnew(text: Buffer): Buffer {
  try {
    return sealedFile(JSON.parse(text.toString('utf8')) as object)
  } catch {
    return gzipSync(text, { level: 1 })
  }
}

const safetensors = format('safetensors', 'a file of weights (safetensors)', ({ folder, fixtures, random }) => {
  const source = join(fixtures, prepared.finished, 'weights/run-1.safetensors')
  const bytes = readFileSync(source)
  const header = 8 + Number(bytes.readBigUInt64LE(0))
  const file = join(folder, 'run-1.safetensors')
  return () => {
    // Most of the file is numbers, all of which are valid, so the header is hit equally often.
    const mutated = random.chance(0.5)
      ? mutate(bytes, random)
      : Buffer.concat([mutate(bytes.subarray(0, header), random), bytes.subarray(header)])
    writeFileSync(file, mutated)
    readWeights(file)
  }
})

/** Mutated files of every supported format. */
export const formats: readonly Family[] = [yaml, json, bundle, safetensors, ...datasetFormats]
