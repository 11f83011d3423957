import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Family } from './family.ts'
import { unmountBelow } from './mounts.ts'
import type { TrialAnswer, TrialOrder } from './worker.ts'

/** A trial of a family that broke its promise. */
export interface BrokenTrial {
  trial: number
  reason: string
}

/** How the trials of a family went. */
export interface FamilyResult {
  family: Family
  /** Calls or files where a trial has several. */
  trials: number
  broken: BrokenTrial[]
  /** Why none was run. */
  skipped: string | null
  durationMs: number
}

interface Trouble {
  reason: string
  /** Whether its process is gone. */
  isLost: boolean
  /** The part that it came to. */
  part: number
}

interface RunnerOptions {
  seed: number
  fixtures: string
  /** Takes the workers' folders. */
  folder: string
  workers: number
  tell: (line: string) => void
}

/** Runs trials in processes, several at once; one that takes too long or dies is broken. */
export class Runner {
  private readonly options: RunnerOptions
  private readonly children = new Set<ChildProcess>()
  private count = 0

  constructor(options: RunnerOptions) {
    this.options = options
  }

  async run(family: Family, trials: readonly number[]): Promise<FamilyResult> {
    const began = performance.now()
    const skipped = family.obstacle?.() ?? null
    const result = { family, trials: 0, broken: [] as BrokenTrial[], skipped, durationMs: 0 }
    if (skipped === null) {
      const left = trials.values()
      const takers = Math.min(this.options.workers, trials.length)
      await Promise.all(Array.from({ length: takers }, () => this.work(family, left, result)))
      result.broken.sort((a, b) => a.trial - b.trial)
    }
    return { ...result, durationMs: performance.now() - began }
  }

  /** Ends every process at once. */
  close(): void {
    for (const child of this.children) killGroup(child)
  }

  private async work(family: Family, left: Iterator<number>, result: FamilyResult): Promise<void> {
    const folder = join(this.options.folder, `worker-${++this.count}`)
    let child: ChildProcess | undefined
    let told = performance.now()
    for (let next = left.next(); !next.done; next = left.next()) {
      child ??= this.start(folder)
      const broken = await this.ask(child, folder, family, next.value)
      result.trials += broken ? broken.part + 1 : (family.parts ?? 1)
      if (broken) result.broken.push({ trial: next.value, reason: broken.reason })
      if (broken?.isLost) {
        child = undefined
        unmountBelow(folder)
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
      }
      if (performance.now() - told < 10_000) continue
      told = performance.now()
      this.options.tell(`  ${family.id}: ${result.trials} tried, ${result.broken.length} failed`)
    }
    if (child) killGroup(child)
    unmountBelow(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }

  private start(folder: string): ChildProcess {
    mkdirSync(folder, { recursive: true })
    const entry = join(import.meta.dirname, 'worker.ts')
    const stdio = process.env['TORTURE_TRACE'] ? 'inherit' : 'ignore'
    // A group of its own: what it starts ends with it.
    const child = fork(entry, [folder], { detached: true, stdio: ['ignore', stdio, stdio, 'ipc'] })
    this.children.add(child)
    child.on('exit', () => this.children.delete(child))
    return child
  }

  private ask(child: ChildProcess, folder: string, family: Family, trial: number): Promise<Trouble | null> {
    const { seed, fixtures } = this.options
    return new Promise((resolve) => {
      const end = (broken: Trouble | null) => {
        clearTimeout(watchdog)
        child.removeAllListeners('message')
        child.removeListener('exit', died)
        resolve(broken)
      }
      const trouble = (reason: string, isLost: boolean): Trouble => {
        const part = family.parts === undefined ? 0 : partOf(folder)
        return { reason: isLost && family.parts !== undefined ? `${reason} at part ${part}` : reason, isLost, part }
      }
      const died = (code: number | null, signal: string | null) =>
        end(trouble(`the process died: ${signal ?? `exit code ${code}`}`, true))
      const watchdog = setTimeout(() => {
        killGroup(child)
        const what = family.called === undefined ? '' : `${family.called(trial)}: `
        end(trouble(`${what}not done after ${family.limitMs / 1000} s`, true))
      }, family.limitMs)
      child.on('message', ({ broken }: TrialAnswer) => end(broken === null ? null : trouble(broken, false)))
      child.once('exit', died)
      child.send({ family: family.id, trial, seed, fixtures } satisfies TrialOrder)
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
