import { answering } from '#renderer/components/answering.ts'
import { scienceTasks, type ScienceTask } from './scienceTasks.ts'

export interface ScienceQuestion {
  readonly task: ScienceTask
  readonly input: unknown
}

answering(({ task, input }: ScienceQuestion) => (scienceTasks[task] as (input: unknown) => unknown)(input))
