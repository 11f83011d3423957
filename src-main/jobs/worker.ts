import { constants, setPriority } from 'node:os'
import { isEnginesOwn } from '#shared/sentences/enginesOwn.ts'
import { messageOf, sentence, SentenceError, type Sentence } from '#shared/sentences/sentence.ts'
import type { ErrorCode } from '#shared/contract/errors.ts'
import { LabError } from '#main/store/labError.ts'
import { followLifeline } from '#main/trainer/process/lifeline.ts'
import { jobs, type JobName, type JobProgress, type TellProgress } from './jobs.ts'

/** A request from the lab to its background process. */
export interface JobMessage {
  id: number
  name: JobName
  input: unknown
}

/** The answer: the beginning, progress, a result, a message for the user, or a bug. */
export type JobAnswer =
  | { id: number; begun: true }
  | { id: number; progress: JobProgress }
  | { id: number; output: unknown }
  | { id: number; code: ErrorCode; sentence: Sentence }
  | { id: number; message: string }

/** Entry of the background process: runs one job after another and exits when its channel closes. */

async function answer({ id, name, input }: JobMessage): Promise<JobAnswer> {
  try {
    return { id, output: await (jobs[name] as (input: unknown, tell: TellProgress) => unknown)(input, progressOf(id)) }
  } catch (error) {
    if (error instanceof LabError) return { id, code: error.code, sentence: error.sentence }
    if (error instanceof SentenceError) return { id, code: 'invalid', sentence: error.sentence }
    const { code, path } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && path !== undefined)
      return { id, code: 'invalid', sentence: sentence('fileAbsent', { file: path }) }
    if (code !== undefined && path !== undefined)
      return { id, code: 'invalid', sentence: sentence('fileUnreadable', { file: path, said: code }) }
    if (error instanceof RangeError && !isEnginesOwn(error)) return { id, code: 'invalid', sentence: messageOf(error) }
    return { id, message: error instanceof Error ? error.message : String(error) }
  }
}

/** Faster updates could not be read. */
const progressMs = 200

function progressOf(id: number): TellProgress {
  let toldAt = -Infinity
  return (done, total) => {
    if (performance.now() - toldAt < progressMs) return
    toldAt = performance.now()
    process.send!({ id, progress: { done, total } } satisfies JobAnswer)
  }
}

followLifeline()
process.on('disconnect', () => process.exit())
process.on('message', (message: JobMessage) => {
  process.send!({ id: message.id, begun: true } satisfies JobAnswer)
  void answer(message).then((said) => process.send!(said, () => undefined))
})
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
// Preload what is requested most often and soonest.
void Promise.all([import('#shared/analysis/spaceTasks.ts'), import('#main/datasets/kinds.ts')])
