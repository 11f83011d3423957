/**
 * Creates the study shipped with the bench, resources/sample/sampleStudy.regbench, from resources/studies/sample.yaml,
 * and says whether its digest matches the existing file.
 *
 *   node scripts/sampleStudy.ts [--work FOLDER] [--out FILE] [--trainers N] [--per-space N]
 *
 * `--work` is the folder of the study while it trains (default: studies/sample); running the script again resumes it.
 * `--per-space` draws another number of networks per space than the shipped study, whose networks are the first of
 * each space; it needs an `--out` of its own.
 * Runs have the same bits on the same kind of processor, so the digest tells whether this build trains like the one
 * that created the file.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseStudyFile } from '#shared/studyFiles/studyFile.ts'
import { readBundle } from '#main/bundles/bundleFile.ts'
import { exportBundle } from '#main/services/bundles/exportBundle.ts'
import { sampleFile } from '#main/services/studies/sampleStudy.ts'
import { studyDataset } from '#main/services/studies/studyDefinition.ts'
import { readStudyPreset } from '#main/studyRunner/studyPresets.ts'
import { finishStudy } from '#main/studyRunner/studyResult.ts'
import { runStudy } from '#main/studyRunner/studyRun.ts'

const { values: options } = parseArgs({
  options: {
    work: { type: 'string', default: join(import.meta.dirname, '../studies/sample') },
    out: { type: 'string' },
    trainers: { type: 'string' },
    'per-space': { type: 'string' },
  },
})
const perSpace = options['per-space']
if (perSpace !== undefined && options.out === undefined)
  throw new Error('A study of another size needs --out FILE: the shipped one is left alone.')
const out = options.out ?? sampleFile

const preset = parseStudyFile(readStudyPreset('sample'))
const study = {
  ...preset,
  ...(perSpace !== undefined && { perSpace: Number(perSpace) }),
  dataset: studyDataset(preset, '.'),
} as typeof preset
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort())

const open = await runStudy({
  study,
  folder: options.work,
  resume: existsSync(join(options.work, 'lab.sqlite')),
  ...(options.trainers !== undefined && { trainers: Number(options.trainers) }),
  signal: interruption.signal,
  onProgress: printEveryTenth(),
})
try {
  if (open.isComplete) await write()
  else {
    console.error(`Stopped; run the script again to go on in ${options.work}.`)
    process.exitCode = 130
  }
} finally {
  await open.close()
}

async function write(): Promise<void> {
  const { digest, best, failures } = await finishStudy(open)
  if (failures.length > 0 || !best) throw new Error(`The sample must have no failed run: ${failures.join('; ')}`)
  const before = existsSync(out) ? readBundle(readFileSync(out)).study.digest : undefined
  const { bytes } = await exportBundle(open.lab.core, open.study.id, { weights: true })
  mkdirSync(dirname(out), { recursive: true })
  writeFileSync(out, bytes)
  console.log(`${out}: ${(bytes.length / 1e6).toFixed(1)} MB, best run ${best.runId} of ${best.space}`)
  console.log(`Digest ${digest}`)
  if (before !== undefined) console.log(before === digest ? 'The same digest as before.' : `Before: ${before}`)
}

/** Prints the progress of the study after every tenth. */
function printEveryTenth(): NonNullable<Parameters<typeof runStudy>[0]['onProgress']> {
  let printedTenth = 0
  return ({ share }) => {
    const tenth = Math.floor(10 * share)
    if (tenth === printedTenth) return
    printedTenth = tenth
    console.log(`${10 * tenth} % of the training is done`)
  }
}
