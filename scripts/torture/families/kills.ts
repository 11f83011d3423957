import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { addFakePopulation } from '#main/scheduler/testing/fakeStudy.ts'
import { startNodeTrainer } from '#main/scheduler/nodeTrainer.ts'
import { LabError } from '#main/store/labError.ts'
import { listBackups } from '#main/store/safety/backups.ts'
import { openStore } from '#main/store/open.ts'
import { migrations } from '#main/store/migrations/all.ts'
import { described, must, type Family } from '../family.ts'
import { withFakeLab } from '../lab/client.ts'
import { contentsOf, copy } from '../lab/files.ts'
import { prepared, readDigests, trainAll } from '../lab/fixtures.ts'
import { mustComeTo, mustKeep } from '../lab/keeps.ts'
import { letWork, workload, type Deed } from '../lab/work.ts'

/** A training lab, killed up to three times. */
export const killedLabs: Family = {
  id: 'kills',
  promise:
    'After kill -9 of the lab every finished run, note and decision is there, and the runs come to the same result',
  trials: 120,
  limitMs: 120_000,
  async run(_, { folder, fixtures, random }) {
    const options = { folder: join(folder, 'lab'), deeds: join(folder, 'deeds') }
    let deeds: Deed[] = []
    for (let left = random.between(1, 3); left > 0; left--)
      deeds = await letWork('train', { ...options, killAfterMs: random.between(0, 1300) })
    await withFakeLab(options.folder, async (lab) => {
      const study = lab.findStudy('study')
      if (!study) {
        must(deeds.length === 0, 'the study is gone')
        return
      }
      mustKeep(lab, deeds)
      if (lab.populations(study.id).length === 0) return
      await trainAll(lab)
      mustComeTo(lab, study.id, readDigests(fixtures).work)
    })
    must(!existsSync(join(options.folder, 'lab.sqlite-wal')), 'the log of a closed lab stays')
  },
}

/** Trainers of a live lab, killed while working. */
export const killedTrainers: Family = {
  id: 'trainerKills',
  promise: 'After kill -9 of trainers the runs come to the same result, those that fail once they are tried again',
  trials: 60,
  limitMs: 120_000,
  async run(_, { folder, fixtures, random }) {
    const pids: number[] = []
    const startTrainer: typeof startNodeTrainer = (program) => {
      const handle = startNodeTrainer(program)
      if (handle.pid !== undefined) pids.push(handle.pid)
      return handle
    }
    await withFakeLab(
      folder,
      async (lab) => {
        addFakePopulation(
          lab,
          workload.runs,
          { epochs: workload.epochs },
          { name: 'killed', keepWeights: { keep: 'all' } },
        )
        lab.start()
        for (let left = random.between(1, 8); left > 0; left--) {
          await delay(random.between(0, 400))
          try {
            process.kill(random.pick(pids), 'SIGKILL')
          } catch {
            // It has ended.
          }
        }
        await lab.waitUntilIdle().catch((error: unknown) => {
          // Three trainers killed before they were ready stop the queue, with a message.
          must(error instanceof LabError && error.code === 'trainerBroken', described(error))
        })
        lab.retry({})
        await trainAll(lab)
        mustComeTo(lab, 1, readDigests(fixtures).work)
      },
      { startTrainer, trainers: 2 },
    )
  },
}

/** A lab that imports bundles, killed. */
export const killedImports: Family = {
  id: 'importKills',
  promise: 'An import that is killed is there as a whole or not at all',
  trials: 40,
  limitMs: 60_000,
  async run(_, { folder, fixtures, random }) {
    const lab = join(folder, 'lab')
    const bundle = join(fixtures, prepared.bundle)
    const deeds = await letWork('import', {
      ...{ folder: lab, bundle },
      deeds: join(folder, 'deeds'),
      killAfterMs: random.between(50, 900),
    })
    await withFakeLab(lab, async (_lab, client) => {
      const studies = await client.studies.list({})
      for (const { imported } of deeds)
        must(
          imported === undefined || studies.some(({ name }) => name === imported),
          `${imported} was imported and is gone`,
        )
      for (const { id, name, runs } of studies) {
        must(runs.finished === 8, `${name} has ${runs.finished} of 8 runs`)
        await client.studies.exportBundle({ id, weights: true })
      }
      const kept = [...contentsOf(lab).keys()].filter((path) => /^weights\/[^/]+$/.test(path))
      must(kept.length === 8 * studies.length, `${kept.length} files of weights for ${studies.length} studies`)
    })
  },
}

/** A lab that removes studies, killed. */
export const killedRemovals: Family = {
  id: 'removalKills',
  promise: 'A removal that is killed has removed the whole study or nothing, and nothing of another one',
  trials: 40,
  limitMs: 60_000,
  async run(_, { folder, fixtures, random }) {
    const lab = copy(join(fixtures, prepared.finished), join(folder, 'lab'))
    await withFakeLab(lab, async (_lab, client) => {
      const { file } = await client.studies.exportBundle({ id: 1, weights: true })
      for (let i = 0; i < 3; i++) await client.studies.importBundle({ file })
    })
    const deeds = await letWork('remove', {
      folder: lab,
      deeds: join(folder, 'deeds'),
      killAfterMs: random.between(20, 400),
    })
    await withFakeLab(lab, async (_lab, client) => {
      const studies = [...(await client.studies.list({})), ...(await client.studies.list({ trashed: true }))]
      must(studies.length + deeds.length <= 4, 'a removed study is there again')
      for (const { id, name, runs, trashedAt } of studies) {
        must(runs.finished === 8, `${name} has ${runs.finished} of 8 runs`)
        if (trashedAt !== null) await client.studies.restore({ id })
        await client.studies.exportBundle({ id, weights: true })
      }
    })
  },
}

/** A lab of an older version, killed during migration. */
export const killedMigrations: Family = {
  id: 'migrationKills',
  promise: 'A lab of an older version that is killed while it is opened opens with everything in it',
  trials: 40,
  limitMs: 60_000,
  async run(_, { folder, fixtures, random }) {
    const lab = copy(join(fixtures, prepared.legacy), join(folder, 'lab'))
    await letWork('migrate', { folder: lab, deeds: join(folder, 'deeds'), killAfterMs: random.between(0, 60) })
    const { db, close } = openStore(lab)
    const { n } = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM studies').get()!
    const version = db.pragma('user_version', { simple: true })
    close()
    must(n === 200, `${n} of 200 studies`)
    must(version === migrations.length, `version ${String(version)}`)
    must(listBackups(lab).length > 0, 'there is no backup of it')
  },
}
