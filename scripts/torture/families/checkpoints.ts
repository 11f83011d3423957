import { readdirSync } from 'node:fs'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { englishText } from '#shared/sentences/sentence.ts'
import { damageFile, damages } from '../damage.ts'
import { must, type Family } from '../family.ts'
import { withLab } from '../lab/client.ts'
import { copy } from '../lab/files.ts'
import { prepared, readDigests, trainAll } from '../lab/fixtures.ts'

const kinds = [...damages, 'folder'] as const

/** Damage to the checkpoint of a paused run. */
export const checkpoints: Family = {
  id: 'checkpoints',
  promise: 'A run with a damaged or lost checkpoint is trained to the end, to the result of an undamaged one',
  trials: 200,
  limitMs: 120_000,
  async run(trial, { folder, fixtures, random }) {
    const lab = copy(join(fixtures, prepared.paused), join(folder, 'lab'))
    const attempt = join(lab, 'runs/1/attempt-1')
    const name = readdirSync(attempt).find((entry) => entry.startsWith('checkpoint-'))!
    const file = join(attempt, name)
    const kind = kinds[trial % kinds.length]!
    let what = 'a folder in its place'
    if (kind === 'folder') {
      rmSync(file)
      mkdirSync(file)
    } else what = damageFile(file, kind, random)
    await withLab({ dataDir: lab, trainers: 1 }, async (opened) => {
      await trainAll(opened)
      const { status, reason, digest } = opened.run(1)
      must(status === 'finished', `${what}: ${status}: ${reason ? englishText(reason) : 'no reason'}`)
      must(digest === readDigests(fixtures).paused, `${what}: another digest`)
    })
  },
}
