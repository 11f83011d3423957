import { createHash } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BinaryFile } from '#shared/contract/binary.ts'
import type { LabClient } from '#main/services/client.ts'
import { damageFile, damages } from '../damage.ts'
import { must, type Family } from '../family.ts'
import { stillOptions, withFakeLab, withLab } from '../lab/client.ts'
import { copy } from '../lab/files.ts'
import { prepared } from '../lab/fixtures.ts'

const kinds = [...damages, 'swapped'] as const
const run = 1

/** Damage to the weights of a finished run. */
export const weights: Family = {
  id: 'weights',
  promise: 'Damaged, lost or swapped weights are said when they are exported; a bundle that is written can be imported',
  trials: 240,
  limitMs: 60_000,
  async run(trial, { folder, fixtures, random }) {
    const finished = join(fixtures, prepared.finished)
    healthy ??= withLab(stillOptions(copy(finished, join(folder, 'healthy'))), (_, client) => modelOf(client))
    const model = await healthy
    const lab = copy(finished, join(folder, 'lab'))
    const file = join(lab, `weights/run-${run}.safetensors`)
    const kind = kinds[trial % kinds.length]!
    let what = "another run's file"
    if (kind === 'swapped') copyFileSync(join(lab, 'weights/run-2.safetensors'), file)
    else what = damageFile(file, kind, random)
    const bundle = await withLab(stillOptions(lab), async (_, client) => {
      const exported = await unlessRefused(what, () => modelOf(client))
      must(exported === undefined || exported === model, `${what}: another model is exported`)
      return unlessRefused(what, () => client.studies.exportBundle({ id: 1, weights: true }))
    })
    if (bundle === undefined) return
    await withFakeLab(join(folder, 'other'), async (_, client) => {
      const { id } = await client.studies.importBundle({ file: bundle.file }).catch((error: unknown) => {
        throw new Error(`${what}: exported, but not imported: ${(error as Error).message}`, { cause: error })
      })
      must((await client.studies.get({ id })).runs.finished === 8, `${what}: runs are missing in the bundle`)
      const copied = await unlessRefused(what, () => modelOf(client))
      must(
        copied === model || bundle.weightsLeftOut === 1,
        `${what}: nothing is said of weights that are not in the bundle`,
      )
      must(copied === undefined || copied === model, `${what}: another model is in the bundle`)
    })
  },
}

let healthy: Promise<string> | undefined

const modelOf = async (client: LabClient) => digestOf(await client.runs.exportOnnx({ id: run }))

async function digestOf(file: BinaryFile): Promise<string> {
  return createHash('sha256')
    .update(new Uint8Array(await file.arrayBuffer()))
    .digest('hex')
}

/** The result of a call; undefined if it was refused with a message. */
async function unlessRefused<T>(what: string, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    must(code !== undefined && code !== 'internal', `${what}: unexpected: ${message}`)
    return undefined
  }
}
