/**
 * Prints the memory of a trainer that trains many small networks in sequence and is replaced as in the lab, and by how
 * much it grows after the first 100 runs.
 *
 *   npm run trainer-memory -- [--runs 2000] [--digest]
 *
 * Trains twenty networks in turn, each for one epoch of a few steps on built-in images, with a different seed each
 * time. `--digest` also prints a digest over all results, to compare before and after a change.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { englishText } from '#shared/sentences/sentence.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import type { Network } from '#shared/networks/network.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { startNodeTrainer, trainerEntry } from '#main/scheduler/nodeTrainer.ts'
import type { TrainerHandle } from '#main/scheduler/trainerHandle.ts'
import { TrainerPool } from '#main/scheduler/trainerPool.ts'
import { isFailure, type TrainJob } from '#main/trainer/messages.ts'
import { providers } from '#main/trainer/providers/providers.ts'
import { tinyNetwork } from '#main/trainer/providers/tinyNetwork.ts'

const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '2000' }, digest: { type: 'boolean', default: false } },
})
const runs = Number(options.runs)
if (!Number.isInteger(runs) || runs < 1) throw new RangeError(`invalid runs: ${options.runs} (a number from 1)`)

const spec = { kind: 'synthetic', imageSize: 8, trainCount: 200, testCount: 10 } as const
const dataset = await openDataset(spec)
const datasetHash = dataset.info.hash
dataset.close()

const folder = mkdtempSync(join(tmpdir(), 'trainer-memory-'))
process.on('exit', () => rmSync(folder, { recursive: true }))

const networks = Array.from({ length: 20 }, (_, i): Network => {
  const width = 8 * (1 + (i % 5))
  return {
    ...tinyNetwork,
    stemWidth: width,
    stages: [
      { depth: 1 + (i % 2), width, stride: 1, bottleneckRatio: 1, groupWidth: 8 },
      { depth: 1 + (i % 3), width: 2 * width, stride: 2, bottleneckRatio: 1, groupWidth: i % 4 === 0 ? 2 * width : 8 },
    ],
  }
})

function job(runId: number): TrainJob {
  return {
    runId,
    attempt: 1,
    seed: runId,
    network: networks[runId % networks.length]!,
    recipe: recipeSchema.parse({ epochs: 1, batchSize: 32 }),
    dataset: spec,
    datasetHash,
    provider: 'cpu',
    plan: loweringPlans[providers.cpu.plan].id,
    checkpointPath: null,
    checkpointFolder: folder,
    keepWeights: false,
  }
}

/** Current resident memory of a process in megabytes. */
function residentMegabytes(pid: number): number {
  const kibibytes =
    process.platform === 'linux'
      ? /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return (Number(kibibytes) * 1024) / 1e6
}

const shown = new Set([1, 50, 100, 200, 500, 1000, 1500, 2000, runs])
const digests = createHash('sha256')
let done = 0
let trainers = 0
/** Largest memory of a trainer after any run, in megabytes; within the first 100 runs and after them. */
const largest = { early: 0, late: 0 }

/** A trainer that is measured after each run, before the pool receives its message. */
function startWatched(): TrainerHandle {
  const trainer = startNodeTrainer({ node: process.execPath, entry: trainerEntry })
  trainers++
  trainer.onMessage((message) => {
    if (message.type !== 'finished') return
    done++
    const megabytes = residentMegabytes(trainer.pid!)
    const part = done <= 100 ? 'early' : 'late'
    largest[part] = Math.max(largest[part], megabytes)
    if (!shown.has(done)) return
    const peak = (message.result.peakMemoryBytes / 1e6).toFixed(0)
    console.log(`${String(done).padStart(5)} runs: ${megabytes.toFixed(0)} MB, peak of the run ${peak} MB`)
  })
  return trainer
}

function fail(reason: string): never {
  console.error(`A run failed: ${reason}`)
  process.exit(1)
}

const pool = new TrainerPool(startWatched, {
  started: () => undefined,
  ended: () => undefined,
  free: () => pool.assign(job(done)),
  message(message) {
    if (isFailure(message)) fail(englishText(message.reason))
    if (message.type !== 'finished') return
    digests.update(message.result.digest)
    if (done === runs) void end()
    else if (pool.canTake(job(done).provider)) pool.assign(job(done))
    else pool.ensure(1)
  },
  crashed: (_, reason) => fail(reason),
  startFailed: fail,
})
pool.ensure(1)

async function end(): Promise<void> {
  await pool.killAll()
  const { early, late } = largest
  console.log(`Largest after any of the first 100 runs: ${early.toFixed(0)} MB; ${trainers} trainers in turn`)
  if (late > 0)
    console.log(`Largest after any later run: ${late.toFixed(0)} MB, a ratio of ${(late / early).toFixed(3)}`)
  if (options.digest) console.log(`Digest of all results: ${digests.digest('hex')}`)
}
