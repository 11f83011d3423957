import { comparisonTasks } from './comparisonTasks.ts'
import { evidenceTasks } from './evidenceTasks.ts'
import { spaceTasks } from './spaceTasks.ts'
import { timingTasks } from './timingTasks.ts'

/**
 * Every analysis of the program by name: a pure function of plain data. Screens run it in a worker, the lab in its
 * background process, so a number is the same wherever it is shown. A long analysis may be a generator of increasingly
 * accurate outputs, the last of which is the answer. Each throws ValueError for an input that is the user's mistake.
 */
export const tasks = { ...spaceTasks, ...comparisonTasks, ...evidenceTasks, ...timingTasks }

type Tasks = typeof tasks
export type TaskName = keyof Tasks
export type TaskInput<T extends TaskName> = Parameters<Tasks[T]>[0]
export type TaskOutput<T extends TaskName> =
  ReturnType<Tasks[T]> extends Generator<infer Output> ? Output : ReturnType<Tasks[T]>

/** The outputs of a task, each more accurate than the previous one; a task that is not a generator has one. */
export function* outputsOf<T extends TaskName>(task: T, input: TaskInput<T>): Generator<TaskOutput<T>, void, void> {
  const found = (tasks[task] as (input: TaskInput<T>) => TaskOutput<T> | Generator<TaskOutput<T>, void, void>)(input)
  if (isGenerator(found)) yield* found
  else yield found
}

/** The answer of a task. */
export function answerOf<T extends TaskName>(task: T, input: TaskInput<T>): TaskOutput<T> {
  let answer: TaskOutput<T> | undefined
  for (const output of outputsOf(task, input)) answer = output
  return answer!
}

function isGenerator<Output>(found: Output | Generator<Output, void, void>): found is Generator<Output, void, void> {
  return typeof found === 'object' && found !== null && Symbol.iterator in found && 'next' in found
}
