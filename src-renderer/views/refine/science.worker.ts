import { scienceTasks, type ScienceTask } from './scienceTasks.ts'

/** One task, asked once: a new question ends the old one by ending its worker. */
export interface ScienceRequest {
  task: ScienceTask
  input: unknown
}
export type ScienceAnswer = { result: unknown } | { fault: string }

self.onmessage = ({ data: { task, input } }: MessageEvent<ScienceRequest>) => {
  const run = scienceTasks[task] as (input: unknown) => unknown
  try {
    self.postMessage({ result: run(input) } satisfies ScienceAnswer)
  } catch (error) {
    self.postMessage({ fault: error instanceof Error ? error.message : String(error) } satisfies ScienceAnswer)
  }
}
