import Database from 'better-sqlite3'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLab } from '#main/testing/openLab.ts'
import { smallPlan } from '#main/services/testing/benchFixture.ts'
import { runCommand, startCommand } from './studyProcess.ts'

/** Rows large enough that each step of a restore takes some milliseconds. */
const definition = { notes: 'x'.repeat(8e6) }
const kills = 6

let folder: string
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-restore-'))
  const lab = await createLab({ dataDir: at('sound') })
  lab.createStudy({ name: 'kept', definition, plan: smallPlan() })
  await lab.health.backUp()
  lab.createStudy({ name: 'later', definition, plan: smallPlan() })
  await lab.close()
  cpSync(at('sound'), at('damaged'), { recursive: true })
  const db = new Database(join(at('damaged'), 'lab.sqlite'))
  db.exec(`UPDATE studies SET createdAt = 5 WHERE name = 'later'`)
  db.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The contents of a lab, and whether it is damaged. */
async function lookAt(dataDir: string): Promise<{ studies: string[]; isDamaged: boolean }> {
  const lab = await createLab({ dataDir, evenDamaged: true })
  const studies = lab.studies().map(({ name }) => name)
  const isDamaged = lab.health.damage !== null
  await lab.close()
  return { studies, isDamaged }
}

/** Files in a lab's folder and its backups. */
const namesIn = (dataDir: string) => readdirSync(dataDir, { recursive: true, encoding: 'utf8' })

it.each(['sound', 'damaged'])('killing a restore of a %s lab leaves the old lab or the restored one', async (kind) => {
  const before = await lookAt(at(kind))
  const [backup] = readdirSync(join(at(kind), 'backups'))
  const words = (dataDir: string) => ['restore', dataDir, '--backup', backup!]
  const whole = at(`${kind}-whole`)
  cpSync(at(kind), whole, { recursive: true })
  const began = performance.now()
  expect((await runCommand(...words(whole))).code).toBe(0)
  const took = performance.now() - began
  const after = await lookAt(whole)
  expect(after).toEqual({ studies: ['kept'], isDamaged: false })

  for (let i = 0; i < kills; i++) {
    const dataDir = at(`${kind}-${i}`)
    cpSync(at(kind), dataDir, { recursive: true })
    const there = new Set(namesIn(dataDir))
    const command = startCommand(words(dataDir))
    let ended = false
    void command.ended.then(() => {
      ended = true
    })
    // Half of them at any time; the others once it starts writing databases.
    const isWriting = () => namesIn(dataDir).some((name) => !there.has(name) && /sqlite\.\d+\./.test(name))
    if (i % 2 === 1) while (!ended && !isWriting()) await delay(1)
    await delay(Math.random() * (i % 2 === 1 ? 150 : took))
    command.process.kill('SIGKILL')
    await command.ended
    expect([before, after]).toContainEqual(await lookAt(dataDir))
    // And the restore can be repeated.
    expect(await runCommand(...words(dataDir))).toMatchObject({ code: 0 })
    expect(await lookAt(dataDir)).toEqual(after)
    rmSync(dataDir, { recursive: true })
  }
})
