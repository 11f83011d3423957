import { appendFileSync, readFileSync } from 'node:fs'
import { createLab } from '#main/testing/openLab.ts'
import { addFakePopulation, fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { openStore } from '#main/store/open.ts'
import { clientOf } from './client.ts'
import { workload, type Deed, type Work } from './work.ts'

/**
 * Entry of a lab process to be killed. It records outside its folder everything that was confirmed as done: all of it
 * must be there afterwards.
 */

const [work, folder, deeds, bundle] = process.argv.slice(2) as [Work, string, string, string]
const done = (deed: Deed) => appendFileSync(deeds, `${JSON.stringify(deed)}\n`)
process.on('disconnect', () => process.exit())

const works: Record<Work, () => Promise<void> | void> = {
  async train() {
    const lab = await createLab(fakeLabOptions(folder, { trainers: 2 }))
    if (!lab.findStudy('study')) {
      const keepWeights = { keep: 'all' } as const
      addFakePopulation(lab, workload.runs, { epochs: workload.epochs }, { name: 'killed', keepWeights })
    }
    const studyId = lab.findStudy('study')!.id
    let cursor = lab.version()
    lab.subscribe(() => {
      for (const { id, kind, runId } of lab.since(cursor, 1000)) {
        cursor = id
        if (kind === 'finished' && runId !== null) done({ finished: runId, digest: lab.run(runId).digest })
      }
    })
    lab.resume()
    lab.start()
    const client = clientOf(lab)
    let count = 0
    const notes = setInterval(() => {
      const text = `note ${process.pid} ${++count}`
      void client.studies.note({ id: studyId, text }).then(() => done({ note: text }))
    }, 20)
    try {
      await lab.waitUntilIdle()
      done({ idle: lab.studyDigest(studyId) })
    } finally {
      clearInterval(notes)
      await lab.close()
    }
  },

  async import() {
    const lab = await createLab(fakeLabOptions(folder))
    const client = clientOf(lab)
    for (let i = 0; i < 40; i++) {
      const { name } = await client.studies.importBundle({ file: new File([readFileSync(bundle)], 'x.regbench') })
      done({ imported: name })
    }
    await lab.close()
  },

  async remove() {
    const lab = await createLab(fakeLabOptions(folder))
    const client = clientOf(lab)
    for (const { id } of await client.studies.list({})) {
      await client.studies.trash({ id })
      await client.studies.remove({ id })
      done({ removed: id })
    }
    await lab.close()
  },

  migrate() {
    openStore(folder).close()
    done({ migrated: true })
  },
}

process.send?.('loaded')
try {
  await works[work]()
} catch (error) {
  const { code, message } = error as { code?: string; message: string }
  done({ error: `${code ?? 'no code'} ${message}` })
}
if (process.connected) process.disconnect()
