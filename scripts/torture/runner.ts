import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Family } from './family.ts'
import { unmountBelow } from './mounts.ts'
import type { TrialAnswer, TrialOrder } from './worker.ts'

/** A trial that broke its promise. */
export interface BrokenTrial {
  trial: number
  reason: string
}

/** Which trials of a family to run. */
export interface FamilyOrder {
  family: Family
  trials: readonly number[]
  /** Parts per trial. */
  parts: number
}

/** The results of a family's trials. */
export interface FamilyResult {
  family: Family
  /** Calls or files tried, if trials have several. */
  tried: number
  broken: BrokenTrial[]
  /** Why none was run; null if they were. */
  skipped: string | null
  /** Total over its trials. */
  durationMs: number
}

interface Failure {
  reason: string
  /** Whether its process is gone. */
  isLost: boolean
  /** The part it had reached. */
  part: number
}

interface Task {
  order: FamilyOrder
  trial: number
  result: FamilyResult
  /** Unfinished trials of the family. */
  open: { count: number }
}

interface RunnerOptions {
  seed: number
  fixtures: string
  /** Folder of the workers' folders. */
  folder: string
  /** Each trial may take this many times its limit. */
  patience: number
  workers: number
  tell: (line: string) => void
}

const tellEveryMs = 30_000

/** Runs trials in several processes at once; a trial that takes too long or crashes counts as broken. */
export class Runner {
  private readonly options: RunnerOptions
  private readonly children = new Set<ChildProcess>()
  private reportedAt = performance.now()

  constructor(options: RunnerOptions) {
    this.options = options
  }

  async run(orders: readonly FamilyOrder[]): Promise<FamilyResult[]> {
    const results: FamilyResult[] = []
    const tasks: Task[] = []
    for (const order of orders) {
      const { family, trials } = order
      const skipped = family.unavailable?.() ?? null
      const result = { family, tried: 0, broken: [], skipped, durationMs: 0 }
      results.push(result)
      if (skipped !== null) this.options.tell(`${family.id}: skipped: ${skipped}`)
      const open = { count: trials.length }
      if (skipped === null) tasks.push(...trials.map((trial) => ({ order, trial, result, open })))
    }
    const left = tasks.values()
    const workers = Array.from({ length: this.options.workers }, (_, i) => this.work(i, left))
    await Promise.all(workers)
    for (const { broken } of results) broken.sort((a, b) => a.trial - b.trial)
    return results
  }

  /** Kills every process. */
  close(): void {
    for (const child of this.children) killGroup(child)
  }

  private async work(number: number, left: Iterator<Task>): Promise<void> {
    const folder = join(this.options.folder, `worker-${number}`)
    let child: ChildProcess | undefined
    const leave = () => {
      if (child) killGroup(child)
      child = undefined
      unmountBelow(folder)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    }
    for (let next = left.next(); !next.done; next = left.next()) {
      const { order, trial, result, open } = next.value
      child ??= this.start(folder)
      const began = performance.now()
      const broken = await this.ask(child, folder, order, trial)
      result.durationMs += performance.now() - began
      result.tried += broken ? broken.part + 1 : order.parts
      if (broken) {
        result.broken.push({ trial, reason: broken.reason })
        this.options.tell(`  ${result.family.id}, trial ${trial}: ${broken.reason}`)
      }
      if (broken?.isLost) leave()
      this.tell(result, --open.count)
    }
    leave()
  }

  /** Reports a finished family, and occasionally one in progress. */
  private tell({ family, tried, broken, durationMs }: FamilyResult, left: number): void {
    const now = performance.now()
    const state = `${family.id}: ${tried} tried, ${broken.length} failed`
    if (left === 0) this.options.tell(`${state} (${(durationMs / 1000).toFixed(1)} s)`)
    else if (now - this.reportedAt > tellEveryMs) this.options.tell(`  ${state}, ${left} to come`)
    else return
    this.reportedAt = now
  }

  private start(folder: string): ChildProcess {
    mkdirSync(folder, { recursive: true })
    const entry = join(import.meta.dirname, 'worker.ts')
    const stdio = process.env['TORTURE_TRACE'] ? 'inherit' : 'ignore'
    // A process group of its own, so that its children end with it.
    const child = fork(entry, [folder], { detached: true, stdio: ['ignore', stdio, stdio, 'ipc'] })
    this.children.add(child)
    child.on('exit', () => this.children.delete(child))
    return child
  }

  private ask(child: ChildProcess, folder: string, order: FamilyOrder, trial: number): Promise<Failure | null> {
    const { seed, fixtures, patience } = this.options
    const { family, parts } = order
    const limitMs = patience * family.limitMs
    return new Promise((resolve) => {
      const end = (broken: Failure | null) => {
        clearTimeout(watchdog)
        child.removeAllListeners('message')
        child.removeListener('exit', died)
        resolve(broken)
      }
      const failure = (reason: string, isLost: boolean): Failure => {
        const part = family.parts === undefined ? 0 : partOf(folder)
        return { reason: isLost && family.parts !== undefined ? `${reason} at part ${part}` : reason, isLost, part }
      }
      const died = (code: number | null, signal: string | null) =>
        end(failure(`the process died: ${signal ?? `exit code ${code}`}`, true))
      const watchdog = setTimeout(() => {
        const what = family.called === undefined ? '' : `${family.called(trial)}: `
        end(failure(`${what}not done after ${limitMs / 1000} s`, true))
      }, limitMs)
      child.on('message', ({ broken }: TrialAnswer) => end(broken === null ? null : failure(broken, false)))
      child.once('exit', died)
      child.send({ family: family.id, trial, seed, parts, fixtures } satisfies TrialOrder)
    })
  }
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL')
  } catch {
    // It is gone.
  }
}

function partOf(folder: string): number {
  return readFileSync(join(folder, 'part')).readDoubleLE(0)
}
