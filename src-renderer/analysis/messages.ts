import type { TaskInput, TaskName, TaskOutput } from '#shared/analysis/tasks.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/**
 * The messages between a window and its workers. They are cloned rather than written as JSON, since the size of an
 * empty space is -Infinity and bands are typed arrays. That is why they are not oRPC calls: its adapter for ports loses
 * both or, when told to clone, loses streams; and ids, outputs and a stop are all that is needed.
 */

/** A question, or that nobody waits for its answer any more. */
export type WorkerRequest = Question | { readonly stop: number }

/** `id` is unique among the questions to one worker. */
export interface Question<T extends TaskName = TaskName> {
  readonly id: number
  readonly task: T
  readonly input: TaskInput<T>
}

/** An output of the task, which others may follow; the end, after the last output or a stop; or an error instead. */
export type WorkerReply =
  | { readonly id: number; readonly output: TaskOutput<TaskName> }
  | { readonly id: number; readonly isOver: true }
  | { readonly id: number; readonly fault: Sentence }
