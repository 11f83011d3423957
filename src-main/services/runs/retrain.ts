import type { Retraining, RetrainedRun, RetrainingVerdict, TrainingOutcome } from '#shared/contract/retraining.ts'
import { resampleStream } from '#shared/random/resampleStreams.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { inOwnTrainer } from '#main/scheduler/ownTrainer.ts'
import type { StartTrainer, TrainerProgram } from '#main/scheduler/trainerHandle.ts'
import { LabError } from '#main/store/labError.ts'
import { sameMachine } from '#main/store/sameMachine.ts'
import type { MachineIdentity } from '#main/store/tables/runs.ts'
import { isFailure, type RunResult, type TrainJob } from '#main/trainer/messages.ts'
import { planIdHere } from '#main/trainer/providers/plansHere.ts'

/** A finished run with everything that determines its bits. */
export interface RecordedRun extends MachineIdentity {
  runId: number
  population: string
  position: number
  training: Pick<TrainJob, 'seed' | 'network' | 'recipe' | 'dataset' | 'datasetHash' | 'provider' | 'plan'>
  /** The device that it was trained on; null: the CPU, or unknown. */
  device: string | null
  outcome: TrainingOutcome
  /** Number of images of which its error is a share. */
  validationCount: number
}

interface Retrainer {
  startTrainer: StartTrainer
  program: TrainerProgram
  /** This machine. */
  environment: MachineIdentity
  /** Runs `act` in an empty folder that is removed afterwards. */
  inFolder: <T>(act: (folder: string) => Promise<T>) => Promise<T>
  signal?: AbortSignal | undefined
  tell: (retraining: Retraining) => void
}

/** `count` of the runs, or all if there are fewer, in their order; `seed` determines which. */
export function drawRuns<T>(runs: readonly T[], count: number, seed: number): T[] {
  const random = resampleStream('retrainedRuns', seed)
  const places = [...runs.keys()]
  const drawn = Array.from(
    { length: Math.min(count, runs.length) },
    () => places.splice(random.below(places.length), 1)[0]!,
  )
  return drawn.sort((a, b) => a - b).map((place) => runs[place]!)
}

/** Retrains runs from their seeds, one after another, and compares the outcomes with the recorded ones. */
export async function retrain(runs: readonly RecordedRun[], retrainer: Retrainer): Promise<RetrainedRun[]> {
  const done: RetrainedRun[] = []
  const tell = (share: number) => retrainer.tell({ drawn: runs.length, share, done: [...done] })
  for (const run of runs) {
    tell(0)
    done.push(await again(run, retrainer, tell))
  }
  tell(0)
  return done
}

async function again(run: RecordedRun, retrainer: Retrainer, tell: (share: number) => void): Promise<RetrainedRun> {
  const { runId, population, position, training, outcome, validationCount } = run
  const plan = planIdHere(training.provider, training.plan)
  const { provider } = training
  const isMachine = (device: string | null) =>
    plan === training.plan && sameMachine({ ...run, provider }, { ...retrainer.environment, provider, device })
  const base = { runId, population, position, recorded: outcome }
  try {
    const { digest, errorPercent, environment } = await train({ ...training, plan }, retrainer, tell)
    const found = { digest, errorPercent }
    const isSameMachine = isMachine(environment.device ?? null)
    const verdict = verdictOf(outcome, found, { isSameMachine, validationCount })
    return { ...base, found, reason: null, isSameMachine, verdict }
  } catch (error) {
    if (!(error instanceof LabError)) throw error
    return { ...base, found: null, reason: error.sentence, isSameMachine: isMachine(null), verdict: 'failed' }
  }
}

function train(
  training: RecordedRun['training'],
  retrainer: Retrainer,
  tell: (share: number) => void,
): Promise<RunResult> {
  const { epochs } = training.recipe
  const failed = (reason: Sentence) => new LabError('trainerBroken', reason)
  return retrainer.inFolder((checkpointFolder) => {
    const job = { ...training, runId: 0, attempt: 1, checkpointPath: null, checkpointFolder, keepWeights: false }
    return inOwnTrainer(job, retrainer, (message) => {
      if (message.type === 'progress') {
        const { epoch, step, steps } = message.progress
        tell((epoch + step / steps) / epochs)
      }
      if (isFailure(message)) throw failed(message.reason)
      return message.type === 'finished' ? message.result : undefined
    })
  })
}

/** Differences of more standard errors than this are not due to chance. */
const farErrors = 3

function verdictOf(
  recorded: TrainingOutcome,
  found: TrainingOutcome,
  { isSameMachine, validationCount }: { isSameMachine: boolean; validationCount: number },
): RetrainingVerdict {
  if (recorded.digest === found.digest) return recorded.errorPercent === found.errorPercent ? 'same' : 'other'
  if (isSameMachine) return 'other'
  const share = (recorded.errorPercent + found.errorPercent) / 200
  // Of the difference between two shares of that many images; the share counts as at least one image.
  const standardError = Math.sqrt(Math.max(2 * share * (1 - share), 1 / validationCount) / validationCount)
  return Math.abs(recorded.errorPercent - found.errorPercent) <= 100 * farErrors * standardError ? 'near' : 'other'
}
