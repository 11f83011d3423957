import type { ScienceAnswer, ScienceRequest } from './science.worker.ts'
import type { ScienceTask, TaskInput, TaskResult } from './scienceTasks.ts'

/**
 * The answer to one task, computed by a worker of its own. Rejects with the sentence of the science; never settles once
 * `signal` is aborted, which ends the worker.
 */
export function askScience<T extends ScienceTask>(
  task: T,
  input: TaskInput<T>,
  signal: AbortSignal,
): Promise<TaskResult<T>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return
    const worker = new Worker(new URL('./science.worker.ts', import.meta.url), { type: 'module' })
    const end = () => {
      worker.terminate()
    }
    signal.addEventListener('abort', end, { once: true })
    worker.onmessage = ({ data }: MessageEvent<ScienceAnswer>) => {
      signal.removeEventListener('abort', end)
      end()
      if ('fault' in data) reject(new Error(data.fault))
      else resolve(data.result as TaskResult<T>)
    }
    worker.onerror = ({ message }) => {
      reject(new Error(message))
    }
    worker.postMessage({ task, input } satisfies ScienceRequest)
  })
}
