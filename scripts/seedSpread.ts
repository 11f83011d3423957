/**
 * Prints the spread of errors between networks, the spread of one network between seeds, and their ratio: whether a
 * study's recipe can distinguish networks.
 *
 *   node scripts/seedSpread.ts STUDY [--networks 6] [--seeds 4] [--space ID] [--trainers 2]
 *     [--recipe '{"epochs": 8}'] [--dataset '{"trainCount": 4000}'] [--flops 300k:500k] [--of FOLDER] [--json]
 *
 * STUDY is a study file or the name of one in resources/studies. `--recipe` and `--dataset` override some of its keys.
 * The networks are the first of the space's sample (default: the study's first space). Six are a small sample of a
 * population; with `--of FOLDER`, a finished study, they represent it evenly: its networks are sorted by error and
 * split into as many equal parts, and the network nearest to the mean of each part is retrained under other seeds.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { englishText } from '#shared/sentences/sentence.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import type { Network } from '#shared/networks/network.ts'
import { meanOf } from '#shared/statistics/summary.ts'
import { parseFlopsWindow } from '#shared/studyFiles/flopsWindow.ts'
import { parseStudyFile, studySpaces } from '#shared/studyFiles/studyFile.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { startNodeTrainer, trainerEntry } from '#main/scheduler/nodeTrainer.ts'
import type { TrainerHandle } from '#main/scheduler/trainerHandle.ts'
import { loweringPlanOf } from '#main/services/studies/plans.ts'
import { studyDataset } from '#main/services/studies/studyDefinition.ts'
import { isFailure, type TrainJob } from '#main/trainer/messages.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    networks: { type: 'string', default: '6' },
    seeds: { type: 'string', default: '4' },
    trainers: { type: 'string', default: '2' },
    space: { type: 'string' },
    recipe: { type: 'string', default: '{}' },
    dataset: { type: 'string', default: '{}' },
    flops: { type: 'string' },
    of: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'seed-spread-'))
process.on('exit', () => rmSync(folder, { recursive: true }))

const { job, networks } = await prepare(positionals[0] ?? 'quick')
const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1)
const jobs = networks.flatMap((network) => seeds.map((seed) => ({ ...job, network, seed })))
const began = performance.now()
const errors = await trainAll(
  jobs.map((given, runId) => ({ ...given, runId, checkpointFolder: mkdtempSync(join(folder, 'run-')) })),
)
const rows = networks.map(({ stages }, i) => ({
  widths: stages.map(({ width }) => width),
  depths: stages.map(({ depth }) => depth),
  errorsPercent: errors.slice(i * seeds.length, (i + 1) * seeds.length),
}))
print(rows, (performance.now() - began) / 1000)

type Job = Omit<TrainJob, 'runId' | 'seed' | 'network' | 'checkpointFolder'>

async function prepare(name: string): Promise<{ job: Job; networks: Network[] }> {
  const file = existsSync(name) ? name : join(import.meta.dirname, `../resources/studies/${name}.yaml`)
  const written = parse(readFileSync(file, 'utf8')) as Record<string, object>
  const study = parseStudyFile({
    ...written,
    recipe: { ...written['recipe'], ...(JSON.parse(options.recipe) as object) },
    dataset: { ...written['dataset'], ...(JSON.parse(options.dataset) as object) },
  })
  const spaces = studySpaces(study)
  const space = options.space === undefined ? spaces[0] : spaces.find(({ id }) => id === options.space)
  if (!space) throw new RangeError(`unknown space: ${options.space} (${spaces.map(({ id }) => id).join(', ')})`)
  const { imageSize, recipe, provider } = study
  const dataset = studyDataset(study, dirname(file))
  const opened = await openDataset(dataset)
  const { classNames, hash: datasetHash } = opened.info
  const classes = classNames.length
  opened.close()
  const flops = options.flops === undefined ? study.flops : parseFlopsWindow(options.flops)
  const regime = { imageSize, classes, convention: 'paper' as const, ...(flops && { flops }) }
  const count = Number(options.networks)
  const networks =
    options.of === undefined
      ? samplePopulation({ space, regime, count, seed: study.seed }).networks.map(({ network }) => network)
      : meansOfParts(options.of, space.id, count)
  const plan = loweringPlanOf(study)
  const files = { checkpointPath: null, keepWeights: false }
  return {
    job: { attempt: 1, recipe, dataset, datasetHash, provider, plan, ...files },
    networks,
  }
}

/**
 * The network nearest to the mean of each of `count` equal parts of a finished study's population, in order of error.
 */
function meansOfParts(studyFolder: string, spaceId: string, count: number): Network[] {
  const { spaces } = JSON.parse(readFileSync(join(studyFolder, 'study.json'), 'utf8')) as StudyContents
  const space = spaces.find(({ id }) => id === spaceId)
  if (!space) throw new RangeError(`unknown space: ${spaceId} (the study has ${spaces.map(({ id }) => id).join(', ')})`)
  const finished = space.runs.filter(({ errorPercent }) => errorPercent !== null)
  if (finished.length < count) throw new RangeError(`invalid networks: ${count} (${finished.length} runs finished)`)
  finished.sort((a, b) => a.errorPercent! - b.errorPercent!)
  const place = (i: number) => Math.round((i * finished.length) / count)
  return Array.from({ length: count }, (_, i) => {
    const part = finished.slice(place(i), place(i + 1))
    const mean = meanOf(part.map(({ errorPercent }) => errorPercent!))
    const distance = ({ errorPercent }: (typeof part)[number]) => Math.abs(errorPercent! - mean)
    return part.reduce((nearest, run) => (distance(run) < distance(nearest) ? run : nearest)).network
  })
}

interface StudyContents {
  spaces: { id: string; runs: { network: Network; errorPercent: number | null }[] }[]
}

/** The error of each job in percent; `options.trainers` processes share the jobs. Exits if one fails. */
async function trainAll(jobs: readonly TrainJob[]): Promise<number[]> {
  const errors = new Array<number>(jobs.length)
  const waiting = [...jobs]
  const fail = (reason: string) => {
    console.error(`\nA run failed: ${reason}`)
    process.exit(1)
  }
  const work = (trainer: TrainerHandle) =>
    new Promise<void>((resolve) => {
      const give = () => {
        const next = waiting.shift()
        if (next) trainer.send({ type: 'train', job: next })
        else trainer.end()
      }
      const ended = (runId: number, error: number) => {
        errors[runId] = error
        process.stderr.write(`${error.toFixed(1)} `)
        give()
      }
      trainer.onMessage((message) => {
        if (message.type === 'ready') give()
        else if (message.type === 'finished') ended(message.runId, message.result.errorPercent)
        else if (message.type === 'diverged') ended(message.runId, NaN)
        else if (isFailure(message)) fail(englishText(message.reason))
      })
      trainer.onExit((reason) => {
        if (reason === 'exit code 0') resolve()
        else fail(reason)
      })
    })
  const trainers = Array.from({ length: Number(options.trainers) }, () =>
    startNodeTrainer({ node: process.execPath, entry: trainerEntry }),
  )
  await Promise.all(trainers.map(work))
  process.stderr.write('\n')
  return errors
}

interface Row {
  widths: number[]
  depths: number[]
  errorsPercent: number[]
}

/** Diverged runs (NaN) are counted and excluded. */
function print(rows: readonly Row[], seconds: number): void {
  const variance = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + (value - meanOf(values)) ** 2, 0) / (values.length - 1)
  const finite = rows.map(({ errorsPercent }) => errorsPercent.filter(Number.isFinite))
  const diverged = rows.reduce((sum, { errorsPercent }, i) => sum + errorsPercent.length - finite[i]!.length, 0)
  const repeated = finite.filter((errorsPercent) => errorsPercent.length > 1)
  const networkSpread = Math.sqrt(variance(repeated.map(meanOf)))
  const seedSpread = Math.sqrt(meanOf(repeated.map(variance)))
  const ratio = networkSpread / seedSpread
  if (options.json) {
    console.log(JSON.stringify({ networkSpread, seedSpread, ratio, diverged, seconds, rows }))
    return
  }
  for (const [i, { widths, depths, errorsPercent }] of rows.entries()) {
    const columns = errorsPercent.map((error) => error.toFixed(1).padStart(6)).join('')
    const sizes = `widths ${widths.join(' ')}   depths ${depths.join(' ')}`
    console.log(`${columns}   mean ${meanOf(finite[i]!).toFixed(1)}   ${sizes}`)
  }
  console.log(`Spread between networks (standard deviation of their mean errors): ${networkSpread.toFixed(2)} points`)
  console.log(`Spread between seeds (standard deviation, pooled over networks):   ${seedSpread.toFixed(2)} points`)
  if (diverged > 0) console.log(`${diverged} runs diverged and are left out.`)
  console.log(`Ratio ${ratio.toFixed(2)}; ${seconds.toFixed(0)} s for ${jobs.length} runs`)
}
