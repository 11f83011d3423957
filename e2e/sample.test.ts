import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { importBundle } from '#main/services/bundles/importBundle.ts'
import { readSample } from '#main/services/studies/sampleStudy.ts'
import { parseStudyFile, studySpaces } from '#shared/studyFiles/studyFile.ts'
import { readStudyPreset } from '#main/studyRunner/studyPresets.ts'

const folder = mkdtempSync(join(tmpdir(), 'regbench-sample-'))
const preset = parseStudyFile(readStudyPreset('sample'))
let lab: Lab
let studyId: number

beforeAll(async () => {
  lab = await createLab({ dataDir: folder, trainers: 1 })
  studyId = (await importBundle(lab.core, readSample(), { isSample: true })).id
})
afterAll(async () => {
  await lab.close()
  rmSync(folder, { recursive: true, force: true })
})

it('the sample study contains the six spaces of its preset with every network trained', () => {
  const populations = lab.populations(studyId)
  expect(populations.map(({ name }) => name)).toEqual(studySpaces(preset).map(({ id }) => id))
  for (const { id } of populations) {
    const runs = lab.runs(id)
    expect(runs).toHaveLength(preset.perSpace!)
    for (const { status, epochs } of runs)
      expect([status, epochs.at(-1)?.epoch]).toEqual(['finished', preset.recipe.epochs - 1])
  }
})

it('a run of the sample study reaches the same digest when retrained on the same kind of processor', async ({
  skip,
}) => {
  const { environment } = lab
  const runs = lab.populations(studyId).flatMap(({ id }) => lab.runs(id))
  const cheapest = runs
    .filter(({ status, weightsPath }) => status === 'finished' && weightsPath === null)
    .reduce((least, run) => (duration(run) < duration(least) ? run : least))
  const { cpuFeatures, onnxruntimeVersion } = cheapest
  skip(
    cpuFeatures !== environment.cpuFeatures || onnxruntimeVersion !== environment.onnxruntimeVersion,
    'The sample was trained on another kind of processor.',
  )
  await lab.restoreWeights(cheapest.id)
  lab.start()
  await lab.waitUntilIdle()
  const { status, digest } = lab.run(cheapest.id)
  expect({ status, digest }).toEqual({ status: 'finished', digest: cheapest.digest })
})

const duration = ({ epochs }: ReturnType<Lab['run']>) => epochs.reduce((sum, { durationMs }) => sum + durationMs, 0)
