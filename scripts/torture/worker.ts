import { mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { families } from './families.ts'
import { described } from './family.ts'
import { randomOf } from './random.ts'

/** Entry of the process that runs trials, one after another, on the runner's orders. */

/** A trial to run. */
export interface TrialOrder {
  family: string
  trial: number
  seed: number
  /** Parts of the trial. */
  parts: number
  fixtures: string
}
/** The result; `broken`: the broken promise, or null. */
export interface TrialAnswer {
  broken: string | null
}

const home = process.argv[2]!
mkdirSync(home, { recursive: true })
const parts = openSync(join(home, 'part'), 'w')
const number = Buffer.alloc(8)
const at = (part: number) => {
  number.writeDoubleLE(part)
  writeSync(parts, number, 0, 8, 0)
}

let loose: unknown
process.on('unhandledRejection', (error) => (loose = error))
process.on('uncaughtException', (error) => (loose = error))
process.on('disconnect', () => process.exit())

async function run({ family, trial, seed, parts, fixtures }: TrialOrder): Promise<TrialAnswer> {
  const folder = join(home, 'trial')
  mkdirSync(folder)
  loose = undefined
  at(0)
  try {
    const random = randomOf(seed, family, trial)
    await families.find(({ id }) => id === family)!.run(trial, { folder, fixtures, random, at, parts })
    return { broken: loose === undefined ? null : `nobody caught ${described(loose)}` }
  } catch (error) {
    if (process.env['TORTURE_TRACE']) console.error(error)
    return { broken: described(error) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

process.on('message', (order: TrialOrder) => void run(order).then((answer) => process.send!(answer)))
