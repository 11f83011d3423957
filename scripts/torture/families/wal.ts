import { join } from 'node:path'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { LabError } from '#main/store/labError.ts'
import { damageFile, damages } from '../damage.ts'
import { must, type Family } from '../family.ts'
import { reportedDamage } from '../lab/answers.ts'
import { clientOf } from '../lab/client.ts'
import { contentsOf, copy, lostOf, only } from '../lab/files.ts'
import { hotLabs, prepared, readDigests, trainAll } from '../lab/fixtures.ts'
import { mustComeTo, mustKeep } from '../lab/keeps.ts'
import { readDeeds } from '../lab/work.ts'
import { judged } from './database.ts'

/** Damage to the write-ahead log of a killed lab. */
export const wal: Family = {
  id: 'wal',
  promise: 'With a damaged or lost log after a crash every finished run and note is there, or the damage is said',
  trials: 420,
  limitMs: 60_000,
  async run(trial, { folder, fixtures, random }) {
    const hot = join(fixtures, `${prepared.hot}${random.below(hotLabs)}`)
    const lab = copy(hot, join(folder, 'lab'))
    const before = only(contentsOf(lab), /^weights\/[^/]+$/)
    const what = damageFile(join(lab, 'lab.sqlite-wal'), damages[trial % damages.length]!, random)
    await judged(what, async () => {
      const opened = await open(lab, random.chance(0.7))
      if (opened) await mustKeepOrReport(opened, hot, readDigests(fixtures).work)
      const lost = lostOf(before, contentsOf(lab))
      must(lost.length === 0, `${lost.length} files of weights are gone`)
    })
  },
}

/** The lab of the folder; undefined if refused with a message. */
async function open(folder: string, evenDamaged: boolean): Promise<Lab | undefined> {
  try {
    return await createLab(fakeLabOptions(folder, { trainers: 2, evenDamaged }))
  } catch (error) {
    if (error instanceof LabError && error.code !== 'internal') return undefined
    throw error
  }
}

/** Throws Broken unless all deeds are there and the runs reach their result, or the lab says why not. */
async function mustKeepOrReport(lab: Lab, hot: string, digest: string): Promise<void> {
  try {
    if ((await reportedDamage(clientOf(lab))) !== null) return
    mustKeep(lab, readDeeds(`${hot}.deeds`))
    await trainAll(lab)
    mustComeTo(lab, 1, digest)
  } finally {
    await lab.close()
  }
}
