import Database from 'better-sqlite3'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { BinaryFile } from '#shared/contract/binary.ts'
import { LabError } from '#main/store/labError.ts'
import { must, type Family } from '../family.ts'
import { stillOptions, withLab } from '../lab/client.ts'
import { contentsOf, copy } from '../lab/files.ts'
import { prepared } from '../lab/fixtures.ts'

const hostile = [
  ...['../Documents', '../Documents/key', 'weights/../../Documents', 'weights/../../Documents/key', '..', '.', ''],
  ...['runs/1/../../../Documents', './../Documents/key', 'lab.sqlite', 'weights', 'weights/link', 'weights\\..\\..\\x'],
]

/** Labs of others whose databases contain paths outside their folder. */
export const storedPaths: Family = {
  id: 'storedPaths',
  promise: "A lab's database cannot make the program read or remove files outside of the lab's folder",
  trials: 200,
  limitMs: 60_000,
  async run(_, { folder, fixtures, random }) {
    const lab = copy(join(fixtures, prepared.finished), join(folder, 'lab'))
    const outside = join(folder, 'Documents')
    mkdirSync(outside)
    const secret = `secret ${random.text('abcdefgh', 48)}`
    writeFileSync(join(outside, 'key'), secret)
    const column = random.pick(['weightsPath', 'weightsPath', 'checkpointPath'])
    const path = random.chance(0.2) ? join(outside, 'key') : random.pick(hostile)
    const db = new Database(join(lab, 'lab.sqlite'))
    db.prepare(`UPDATE runs SET ${column} = ? WHERE id = 1`).run(path)
    db.close()
    const before = contentsOf(outside)
    const exported: Buffer[] = []
    try {
      await withLab(stillOptions(lab), async (_lab, client) => {
        const take = async (file: BinaryFile) => exported.push(Buffer.from(await file.arrayBuffer()))
        const calls = [
          async () => take((await client.studies.exportBundle({ id: 1, weights: true })).file),
          async () => take(await client.runs.exportOnnx({ id: 1 })),
          () => client.runs.unpin({ id: 1 }),
          () => client.runs.act({ scope: {}, action: 'cancel' }),
          () => client.studies.trash({ id: 1 }),
          () => client.studies.remove({ id: 1 }),
        ]
        for (const call of calls) await call().catch(() => undefined)
      })
    } catch (error) {
      if (!(error instanceof LabError)) throw error
    }
    must(existsSync(outside), `${column} = "${path}": the folder is gone`)
    const after = contentsOf(outside)
    must(
      [...before].every(([name, contents]) => after.get(name) === contents),
      `${column} = "${path}": removed`,
    )
    const inBase64 = Buffer.from(secret).toString('base64')
    for (const bytes of exported) {
      const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('latin1')
      must(!text.includes(secret) && !text.includes(inBase64), `${column} = "${path}": exported`)
    }
  },
}
