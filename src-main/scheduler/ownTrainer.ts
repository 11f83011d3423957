import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import type { AttemptMessage, TrainJob } from '#main/trainer/messages.ts'
import type { StartTrainer, TrainerProgram } from './trainerHandle.ts'

/** How long a trainer may stay silent. */
const patienceMs = 60_000

interface OwnTrainer {
  startTrainer: StartTrainer
  program: TrainerProgram
  signal?: AbortSignal | undefined
}

/**
 * Trains a job in a dedicated trainer that is discarded afterwards. Resolves with the first defined result of `take`
 * over its messages. Rejects with LabError 'trainerBroken' if the trainer ends or stays silent for a minute, with
 * whatever `take` throws, or with the signal's reason.
 */
export async function inOwnTrainer<T>(
  job: TrainJob,
  { startTrainer, program, signal }: OwnTrainer,
  take: (message: AttemptMessage) => T | undefined,
): Promise<T> {
  signal?.throwIfAborted()
  const trainer = startTrainer(program)
  let timer: NodeJS.Timeout | undefined
  let abort: () => void = () => undefined
  try {
    return await new Promise<T>((resolve, reject) => {
      const fail = (said: Sentence) => reject(new LabError('trainerBroken', said))
      const wait = () => {
        clearTimeout(timer)
        timer = setTimeout(() => fail(sentence('ownTrainerSilent', { seconds: patienceMs / 1000 })), patienceMs)
      }
      wait()
      abort = () => reject(signal!.reason as Error)
      signal?.addEventListener('abort', abort)
      trainer.onExit((reason) => fail(sentence('ownTrainerEnded', { said: reason })))
      trainer.onMessage((message) => {
        wait()
        if (message.type === 'ready') {
          trainer.send({ type: 'train', job })
          return
        }
        try {
          const taken = take(message)
          if (taken !== undefined) resolve(taken)
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      })
    })
  } finally {
    signal?.removeEventListener('abort', abort)
    clearTimeout(timer)
    trainer.kill()
  }
}
