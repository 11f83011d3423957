import Database from 'better-sqlite3'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLab } from '#main/testing/openLab.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { smallPlan } from '#main/services/testing/benchFixture.ts'
import { runCommandLine } from '../commandLine.ts'
import { captureOutput } from '../testing/captureOutput.ts'

const newFolder = temporaryFolders()
const terminal = captureOutput()

/** Creates a lab with the study "kept", a backup of it, and the study "later". */
async function labWithBackup(): Promise<string> {
  const dataDir = newFolder()
  const lab = await createLab({ dataDir })
  lab.createStudy({ name: 'kept', definition: {}, plan: smallPlan() })
  await lab.health.backUp()
  lab.createStudy({ name: 'later', definition: {}, plan: smallPlan() })
  await lab.close()
  return dataDir
}

/** labWithBackup with the row of the study "later" changed by another program. */
async function damagedLab(): Promise<string> {
  const dataDir = await labWithBackup()
  const db = new Database(join(dataDir, 'lab.sqlite'))
  db.exec(`UPDATE studies SET createdAt = 5 WHERE name = 'later'`)
  db.close()
  return dataDir
}

async function studiesOf(dataDir: string): Promise<string[]> {
  const lab = await createLab({ dataDir })
  const names = lab.studies().map(({ name }) => name)
  await lab.close()
  return names.sort()
}
const restore = (...words: string[]) => runCommandLine(['restore', ...words])
const printed = () => JSON.parse(terminal.output) as Record<string, unknown>

describe('regbench restore', () => {
  it('reports what is wrong, the available backups and the commands to use, and changes nothing', async () => {
    const folder = await damagedLab()
    expect(await restore(folder)).toBe(0)
    expect(terminal.output).toContain('Database rows were changed outside this program (1)')
    expect(terminal.output).toMatch(/lab-\S+\.sqlite +\d{4}-\d\d-\d\d \d\d:\d\d +[\d.]+ [kM]B +1 +0\n/)
    expect(terminal.output).toContain(`npm run -s regbench -- restore ${folder} --backup newest`)
    expect(terminal.output).toContain(`npm run -s regbench -- restore ${folder} --go-on`)
    terminal.output = ''
    expect(await restore(folder, '--list', '--json')).toBe(0)
    expect(printed()).toMatchObject({
      folder,
      damage: expect.any(String) as string,
      backups: [{ studies: 1, runs: 0 }],
    })
  })

  it('restores a backup and keeps the previous files', async () => {
    const folder = await damagedLab()
    expect(await restore(folder, '--backup', 'newest', '--json')).toBe(0)
    expect(printed()['kept']).toMatch(/damaged-/)
    expect(existsSync(join(printed()['kept'] as string, 'lab.sqlite'))).toBe(true)
    expect(await studiesOf(folder)).toEqual(['kept'])
  })

  it('continues with what can be read, as the same lab', async () => {
    const folder = await labWithBackup()
    const before = await createLab({ dataDir: folder })
    await before.close()
    const db = new Database(join(folder, 'lab.sqlite'))
    db.exec(`UPDATE studies SET createdAt = 5 WHERE name = 'later'; DELETE FROM settings WHERE name = 'labId'`)
    db.close()
    expect(await restore(folder, '--go-on')).toBe(0)
    expect(terminal.output).toMatch(/^What can be read is the database now\.\nWhat was there is kept in .*damaged-/)
    const after = await createLab({ dataDir: folder })
    expect(after.core.id).toBe(before.core.id)
    await after.close()
    expect(await studiesOf(folder)).toEqual(['kept'])
  })

  it('restores an earlier state of an intact lab; the previous one is kept and is a backup too', async () => {
    const folder = await labWithBackup()
    const [first] = readdirSync(join(folder, 'backups'))
    expect(await restore(folder, '--backup', first!)).toBe(0)
    expect(terminal.output).toMatch(/What was there is kept in .*replaced-/)
    expect(await studiesOf(folder)).toEqual(['kept'])
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(2)
  })

  it('refuses while the lab is open', async () => {
    const folder = await labWithBackup()
    const lab = await createLab({ dataDir: folder })
    expect(await restore(folder, '--backup', 'newest')).toBe(1)
    expect(terminal.errors).toContain(String(process.pid))
    await lab.close()
  })

  it.each([
    [['--backup', 'lab-1.sqlite'], 'There is no backup lab-1.sqlite. The backups are lab-', 1],
    [['--go-on'], 'is intact', 1],
    [['--go-on', '--list'], 'Give one of --list, --backup and --go-on.', 2],
  ])('refuses %j for an intact lab with a message', async (words, said, code) => {
    expect(await restore(await labWithBackup(), ...words)).toBe(code)
    expect(terminal.errors).toContain(said)
  })

  it('reports that a folder contains no lab, and creates none', async () => {
    const folder = join(newFolder(), 'none')
    expect(await restore(folder)).toBe(1)
    expect(terminal.errors).toBe(`There is no lab in ${folder}. Check the path.\n`)
    expect(existsSync(folder)).toBe(false)
  })
})

it('a study in a damaged lab names the command that shows the remedies', async () => {
  const folder = await damagedLab()
  expect(await runCommandLine(['study', 'quick', '--resume', '--out', folder])).toBe(1)
  expect(terminal.errors).toContain(`See the options:\n  npm run -s regbench -- restore ${folder}`)
})
