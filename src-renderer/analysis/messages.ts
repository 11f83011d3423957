import type { TaskInput, TaskName, TaskOutput } from '#shared/analysis/tasks.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/**
 * What a window and its workers say to each other. Messages are cloned, not written as JSON: an empty space's size is
 * -Infinity and bands are typed arrays. That is why these are no calls of oRPC, whose adapter for ports loses both, or,
 * told to clone, loses streams; and ids, outputs and a stop are all that there is.
 */

/** A question, or that nobody waits for its answer any more. */
export type WorkerRequest = Question | { readonly stop: number }

/** `id`: unique among the questions to one worker. */
export interface Question<T extends TaskName = TaskName> {
  readonly id: number
  readonly task: T
  readonly input: TaskInput<T>
}

/** An output of the task, which others may follow; the end, after the last or a stop; or what went wrong instead. */
export type WorkerReply =
  | { readonly id: number; readonly output: TaskOutput<TaskName> }
  | { readonly id: number; readonly isOver: true }
  | { readonly id: number; readonly fault: Sentence }
