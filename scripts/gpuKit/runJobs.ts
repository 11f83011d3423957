import { spawn } from 'node:child_process'
import type { Job } from './jobs.ts'

/** What came of a job. */
export interface JobResult {
  id: string
  /** `late`: the whole time was up before its start; `slow`: it was ended at its own limit, after what it printed. */
  status: 'done' | 'failed' | 'slow' | 'late'
  seconds: number
  /** The JSON lines that it printed. */
  lines: unknown[]
  /** The end of its error output. */
  errors: string
}

/**
 * Runs jobs one after another with `node` in `folder`, each for at most its own limit, all for at most `seconds`. A job that
 * fails stops nothing.
 */
export async function runJobs(
  jobs: readonly Job[],
  { node, folder, seconds, told }: { node: string; folder: string; seconds: number; told: (result: JobResult) => void },
): Promise<JobResult[]> {
  const end = performance.now() + seconds * 1000
  const results: JobResult[] = []
  for (const job of jobs) {
    const left = (end - performance.now()) / 1000
    const result: JobResult =
      left < 5
        ? { id: job.id, status: 'late', seconds: 0, lines: [], errors: '' }
        : await runJob(job, node, folder, Math.min(job.seconds, left))
    results.push(result)
    told(result)
  }
  return results
}

function runJob({ id, words }: Job, node: string, folder: string, seconds: number): Promise<JobResult> {
  const began = performance.now()
  // In a group of its own, so that what it started ends with it.
  const child = spawn(node, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let [output, errors, isSlow] = ['', '', false]
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-2000)))
  const timer = setTimeout(() => {
    isSlow = true
    process.kill(-child.pid!, 'SIGKILL')
  }, seconds * 1000)
  return new Promise((resolve) => {
    const finish = (isDone: boolean) => {
      clearTimeout(timer)
      const status = isSlow ? 'slow' : isDone ? 'done' : 'failed'
      const took = Number(((performance.now() - began) / 1000).toFixed(1))
      resolve({ id, status, seconds: took, lines: jsonLines(output), errors: errors.trim() })
    }
    child.on('error', ({ message }) => {
      errors = message
      finish(false)
    })
    child.on('close', (code) => finish(code === 0))
  })
}

/** The lines that are JSON; the last of an ended process may be cut. */
function jsonLines(output: string): unknown[] {
  return output.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as unknown]
    } catch {
      return []
    }
  })
}
