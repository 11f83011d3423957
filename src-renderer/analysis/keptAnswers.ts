import type { TaskInput, TaskName, TaskOutput } from '#shared/analysis/tasks.ts'

/** Tasks about spaces alone: small questions, asked by several screens and again with every visit. */
const keptTasks: ReadonlySet<TaskName> = new Set(['spaceSize', 'spaceEffect', 'drawnFlops', 'nextNetwork'])
/** Enough for several hundred spaces. */
const most = 1000

/** Answers by the content of their questions, those used last. */
export class KeptAnswers {
  readonly #answers = new Map<string, unknown>()

  /** The answer to the same question; undefined where it is not kept. */
  find<T extends TaskName>(task: T, input: TaskInput<T>): { readonly answer: TaskOutput<T> } | undefined {
    const key = keyOf(task, input)
    if (key === undefined || !this.#answers.has(key)) return undefined
    const answer = this.#answers.get(key) as TaskOutput<T>
    // Now the newest.
    this.#answers.delete(key)
    this.#answers.set(key, answer)
    return { answer }
  }

  keep<T extends TaskName>(task: T, input: TaskInput<T>, answer: TaskOutput<T>): void {
    const key = keyOf(task, input)
    if (key === undefined) return
    const [oldest] = this.#answers.keys()
    if (this.#answers.size === most && oldest !== undefined) this.#answers.delete(oldest)
    this.#answers.set(key, answer)
  }
}

const keyOf = (task: TaskName, input: TaskInput<TaskName>): string | undefined =>
  keptTasks.has(task) ? `${task}:${JSON.stringify(input)}` : undefined
