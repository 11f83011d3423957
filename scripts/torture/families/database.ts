import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { damageFile, damages } from '../damage.ts'
import { Broken, type Family } from '../family.ts'
import { copy } from '../lab/files.ts'
import { prepared } from '../lab/fixtures.ts'
import { judgeDamaged } from '../lab/judge.ts'
import { healthyAnswers } from '../lab/known.ts'

const kinds = [...damages, 'older'] as const

/** Damage to the lab.sqlite of a closed lab. */
export const database: Family = {
  id: 'database',
  promise: 'A damaged, lost or older database is said or has no effect; no weights are lost, nothing is written over',
  trials: 400,
  limitMs: 60_000,
  async run(trial, { folder, fixtures, random }) {
    const healthy = await healthyAnswers(join(fixtures, prepared.finished), folder)
    const lab = copy(join(fixtures, prepared.finished), join(folder, 'lab'))
    const file = join(lab, 'lab.sqlite')
    const kind = kinds[trial % kinds.length]!
    const accepted = [healthy]
    let what = 'an older copy'
    if (kind === 'older') {
      cpSync(join(fixtures, prepared.older, 'lab.sqlite'), file)
      accepted.push(await healthyAnswers(join(fixtures, prepared.older), folder))
    } else what = damageFile(file, kind, random)
    await judged(what, () => judgeDamaged(lab, accepted, { evenDamaged: random.chance(0.7) }))
  },
}

/** Adds a description of the damage to a broken promise. */
export async function judged<T>(what: string, judge: () => Promise<T>): Promise<T> {
  try {
    return await judge()
  } catch (error) {
    if (error instanceof Broken) throw new Broken(`${what}: ${error.message}`)
    throw error
  }
}
