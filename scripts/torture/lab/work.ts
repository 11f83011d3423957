import { fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a lab process does until it is killed. */
export const workNames = ['train', 'import', 'remove', 'migrate'] as const
export type Work = (typeof workNames)[number]

/** Something confirmed as done. */
export interface Deed {
  note?: string
  finished?: number
  digest?: string | null
  imported?: string
  removed?: number
  migrated?: true
  error?: string
  idle?: string | null
}

/** The size of a complete training: runs and epochs per run. */
export const workload = { runs: 8, epochs: 40 }

interface WorkOptions {
  folder: string
  /** File for the deeds, outside the lab's folder. */
  deeds: string
  bundle?: string
  /** Kills the process this long after it was loaded; undefined: lets it end. */
  killAfterMs?: number
  env?: NodeJS.ProcessEnv
  /** Arguments for Node. */
  execArgv?: string[]
}

/** Runs a lab in a separate process and returns its deeds once it ended or was killed. */
export async function letWork(work: Work, options: WorkOptions): Promise<Deed[]> {
  const { folder, deeds, bundle = '', killAfterMs, env = {}, execArgv = [] } = options
  const child = fork(join(import.meta.dirname, 'labProcess.ts'), [work, folder, deeds, bundle], {
    env: { ...process.env, ...env },
    execArgv,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.once('message', () => {
    if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  await ended
  return readDeeds(deeds)
}

export function readDeeds(deeds: string): Deed[] {
  if (!existsSync(deeds)) return []
  const lines = readFileSync(deeds, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Deed)
}
