import type { TaskInput, TaskName, TaskOutput } from '#shared/analysis/tasks.ts'

/** Tasks about spaces alone: small inputs, requested by several screens and again on every visit. */
const keptTasks: ReadonlySet<TaskName> = new Set(['spaceSize', 'spaceEffect', 'drawnFlops', 'nextNetwork'])
/** Enough for several hundred spaces. */
const most = 1000

/** Caches answers by the content of their questions; the least recently used are dropped. */
export class KeptAnswers {
  readonly #answers = new Map<string, unknown>()

  /** The cached answer to the same question; undefined if there is none. */
  find<T extends TaskName>(task: T, input: TaskInput<T>): { readonly answer: TaskOutput<T> } | undefined {
    const key = keyOf(task, input)
    if (key === undefined || !this.#answers.has(key)) return undefined
    const answer = this.#answers.get(key) as TaskOutput<T>
    // Marks it as the most recently used.
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
