import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Precision } from '#shared/graph/ops/half.ts'
import { loweringPlans, type LoweringPlanName } from '#shared/lowering/planTable.ts'
import type { EngineName } from '#main/trainer/engine/createEngine.ts'
import type { Case } from './comparison.ts'
import { verifyComplexity } from './complexity.ts'
import { verifyDepthwiseKernels } from './depthwiseKernels.ts'
import { verifyGroupWidths } from './groupWidths.ts'
import { verifyMixedStep } from './mixedStep.ts'
import { verifyModelZoo } from './modelZoo.ts'
import { verifyRegNetParams } from './regnetParams.ts'
import { verifyStatistics } from './statistics.ts'
import { verifyTrainingMisc } from './trainingMisc.ts'
import { verifyTrainStep, type TrainStepReference } from './trainStep.ts'

export interface VerificationOptions {
  /** onnxruntime's name of an execution provider. */
  provider: string
  /** Lowering plans under which networks are run. */
  plans: readonly LoweringPlanName[]
  engine: EngineName
  threads: number
  /** mixed: how far training in mixed precision is from float64's; float32 if absent. */
  precision?: Precision
}

/** Verdict on one reference file; one per plan for files that run networks. */
export interface FileVerdict {
  file: ReferenceFileId
  /** How networks were run; null for files that run none. */
  plan: LoweringPlanName | null
  engine: EngineName | null
  cases: readonly Case[]
  passed: boolean
  /** Why the file could not be checked at all; null if it was. */
  problem: string | null
}

interface ReferenceFile {
  path: string
  /** Whether networks are run, so that plan and provider matter. */
  runsNetworks: boolean
  verify: (
    parsed: unknown,
    path: string,
    plan: LoweringPlanName,
    options: VerificationOptions,
  ) => Case[] | Promise<Case[]>
}

const pure = (path: string, verify: (parsed: unknown) => Case[]): ReferenceFile => ({
  path,
  runsNetworks: false,
  verify,
})

/** The files of a reference folder by id. */
const referenceFiles = {
  train_step: { path: 'train_step/train_step.json', runsNetworks: true, verify: verifyTrainStepFile },
  complexity: pure('complexity.json', verifyComplexity),
  regnet_params: pure('regnet_params.json', verifyRegNetParams),
  stats: pure('stats.json', verifyStatistics),
  model_zoo: pure('model_zoo.json', verifyModelZoo),
  training_misc: pure('training_misc.json', verifyTrainingMisc),
} satisfies Record<string, ReferenceFile>
export type ReferenceFileId = keyof typeof referenceFiles
/** Ids of the files in checking order. */
export const referenceFileIds = Object.keys(referenceFiles) as ReferenceFileId[]

/** Yields one verdict per file and, if networks are run, per plan; in that order, as they complete. */
export async function* verifyFolder(
  folder: string,
  files: readonly ReferenceFileId[],
  options: VerificationOptions,
): AsyncGenerator<FileVerdict> {
  for (const file of files) {
    const { runsNetworks }: ReferenceFile = referenceFiles[file]
    for (const plan of runsNetworks ? options.plans : [null]) yield await verifyFile(folder, file, plan, options)
  }
}

async function verifyFile(
  folder: string,
  file: ReferenceFileId,
  plan: LoweringPlanName | null,
  options: VerificationOptions,
): Promise<FileVerdict> {
  const { path, verify }: ReferenceFile = referenceFiles[file]
  const full = join(folder, path)
  const by = { file, plan, engine: plan && options.engine }
  try {
    const cases = await verify(await readJson(full), full, plan ?? 'cpu', options)
    const passed = cases.length > 0 && cases.every((checked) => checked.passed)
    return { ...by, cases, passed, problem: cases.length > 0 ? null : `${full} holds no case.` }
  } catch (error) {
    return { ...by, cases: [], passed: false, problem: problemOf(error, full) }
  }
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8')
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new RangeError(`${path} is not JSON (${(error as Error).message}).`, { cause: error })
  }
}

async function verifyTrainStepFile(
  parsed: unknown,
  path: string,
  plan: LoweringPlanName,
  { provider, threads, engine, precision }: VerificationOptions,
): Promise<Case[]> {
  const { bin, cases } = (parsed ?? {}) as { bin?: unknown; cases?: unknown }
  if (!Array.isArray(cases)) throw new RangeError(`${path} has no list "cases".`)
  const bytes = await readFile(join(dirname(path), typeof bin === 'string' ? bin : 'train_step.bin'))
  const by = [loweringPlans[plan], { provider, threads, engine }] as const
  if (precision === 'mixed') return verifyMixedStep(parsed as TrainStepReference, bytes, ...by)
  const steps = await verifyTrainStep(parsed as TrainStepReference, bytes, ...by)
  return [...steps, ...(await verifyGroupWidths(...by)), ...(await verifyDepthwiseKernels(...by))]
}

/** A sentence that names the file and its problem. */
function problemOf(error: unknown, path: string): string {
  if (!(error instanceof Error)) return `${path} cannot be checked: ${String(error)}`
  const { code, path: missing } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return `${missing ?? path} is missing.`
  if (code !== undefined && missing !== undefined) return `${missing} cannot be read (${code}).`
  return error.message.includes(path) ? error.message : `${path} cannot be checked: ${error.message}`
}
