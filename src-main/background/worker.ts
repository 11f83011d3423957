import { constants, setPriority } from 'node:os'
import { DatasetError } from '#main/datasets/dataset.ts'
import { jobs, type JobName } from './jobs.ts'

/** What the lab asks of its background process. */
export interface JobMessage {
  id: number
  name: JobName
  input: unknown
}

/** `isUsers`: the message is a sentence for the user. */
export type JobAnswer = { id: number; output: unknown } | { id: number; message: string; isUsers: boolean }

/** The process beside the lab: does one job after another and ends when its channel closes. */

async function answer({ id, name, input }: JobMessage): Promise<JobAnswer> {
  try {
    return { id, output: await (jobs[name] as (input: unknown) => unknown)(input) }
  } catch (error) {
    const isUsers = error instanceof RangeError || error instanceof DatasetError
    return { id, message: error instanceof Error ? error.message : String(error), isUsers }
  }
}

process.on('disconnect', () => process.exit())
process.on('message', (message: JobMessage) => {
  void answer(message).then((said) => process.send!(said, () => undefined))
})
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
