import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readHostMemory } from '#main/hosts/browser/hostMemory.ts'
import { damageFile, damages } from '../damage.ts'
import { must, type Family } from '../family.ts'
import { copy } from '../lab/files.ts'
import { prepared } from '../lab/fixtures.ts'
import { judgeDamaged } from '../lab/judge.ts'
import { healthyAnswers } from '../lab/known.ts'
import { judged } from './database.ts'

const files = ['lock.sqlite', 'lab.pid', 'browser.json', 'lab.mark'] as const
const memory = { session: 'a'.repeat(43), port: 4321 }

/** Damage to the small files beside the database. */
export const labFiles: Family = {
  id: 'labFiles',
  promise: 'Damage to the other files of a lab (lock, owner, mark, memory of its host) is said or has no effect',
  trials: 800,
  limitMs: 60_000,
  async run(trial, { folder, fixtures, random }) {
    const finished = join(fixtures, prepared.finished)
    const healthy = await healthyAnswers(finished, folder)
    const lab = copy(finished, join(folder, 'lab'))
    const name = files[trial % files.length]!
    const file = join(lab, name)
    if (name === 'lab.pid') writeFileSync(file, '4711\n')
    if (name === 'browser.json') writeFileSync(file, JSON.stringify(memory))
    const what = damageFile(file, damages[Math.floor(trial / files.length) % damages.length]!, random)
    await judged(`${name}: ${what}`, () => judgeDamaged(lab, [healthy], { evenDamaged: random.chance(0.7) }))
    if (name !== 'browser.json') return
    const read = readHostMemory(lab)
    must(read === undefined || /^[\w-]{43}$/.test(read.session), `${what}: taken for a secret: ${read?.session}`)
  },
}
