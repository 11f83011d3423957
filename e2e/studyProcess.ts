import Database from 'better-sqlite3'
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

/** Two networks of each of two spaces: small enough for a few seconds, large enough to be stopped midway. */
const tinyStudy = {
  formatVersion: 1,
  name: 'tiny',
  spaces: ['AnyNetX_A', 'RegNetX'],
  scale: 'tiny16',
  perSpace: 2,
  flops: { low: '0.3M', high: '0.5M' },
  imageSize: 16,
  dataset: { kind: 'synthetic', trainCount: 1000, testCount: 200 },
  recipe: { epochs: 3, batchSize: 32, zeroFinalGamma: true, warmupEpochs: 1, validation: { share: 0.2 } },
}

/** Writes a study file into `folder` with `changes` to the tiny study; returns its path. */
export function writeStudy(folder: string, changes: Record<string, unknown> = {}): string {
  const path = join(folder, 'study.json')
  writeFileSync(path, JSON.stringify({ ...tinyStudy, ...changes }))
  return path
}

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  output: string
  errors: string
}

export interface Running {
  process: ChildProcess
  ended: Promise<Ended>
}

const root = join(import.meta.dirname, '..')
const entry = join(root, 'src-main/hosts/cli/main.ts')

/** Starts the command line with `words`. */
export const startCommand = (words: readonly string[]): Running =>
  watch(spawn(process.execPath, [entry, ...words], { stdio: ['ignore', 'pipe', 'pipe'] }))

/** As startCommand through `npm run regbench`; ends when the last process started by npm has ended. */
export const startByNpm = (words: readonly string[]): Running =>
  watch(spawn('npm', ['run', 'regbench', '--', ...words], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }))

function watch(child: ChildProcessByStdio<null, Readable, Readable>): Running {
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, output, errors })),
  )
  return { process: child, ended }
}

/** The output of the command line after it ended. */
export const runCommand = (...words: string[]): Promise<Ended> => startCommand(words).ended

/** The digest in the JSON result of a study. Throws with its error output if there is none. */
export function digestOf({ code, output, errors }: Ended): string {
  if (code !== 0) throw new Error(`exit code ${code ?? 'none'}: ${errors}`)
  return (JSON.parse(output) as { digest: string }).digest
}

export interface StoredRun {
  status: string
  /** Its checkpoint, relative to `folder`. */
  checkpointPath: string | null
  /** How many times it started over. */
  startedOver: number
}

/** The runs in the database of a study's lab, which must be closed. */
export function storedRuns(folder: string): StoredRun[] {
  const db = new Database(join(folder, 'lab.sqlite'), { readonly: true })
  try {
    return db
      .prepare<[], StoredRun>(
        `SELECT status, checkpointPath,
           (SELECT count(*) FROM events WHERE runId = runs.id AND kind = 'startedOver') AS startedOver
         FROM runs ORDER BY id`,
      )
      .all()
  } finally {
    db.close()
  }
}

/** Pids of the trainers of a study's lab, once `runs` runs have ended and another has completed an epoch. */
export async function trainersAtWork(folder: string, runs: number): Promise<number[]> {
  const file = join(folder, 'lab.sqlite')
  for (;;) {
    await delay(20)
    if (!existsSync(file)) continue
    const db = new Database(file, { readonly: true })
    try {
      const count = (sql: string) => (db.prepare(sql).get() as { n: number }).n
      const over = count(`SELECT count(*) AS n FROM runs WHERE status = 'finished'`)
      const begun = count(`SELECT count(*) AS n FROM epochs JOIN runs ON runs.id = runId WHERE status = 'running'`)
      if (over >= runs && begun > 0)
        return db
          .prepare<[], { pid: number }>('SELECT pid FROM trainers')
          .all()
          .map(({ pid }) => pid)
    } catch {
      // The tables are still being created.
    } finally {
      db.close()
    }
  }
}
