import { Command } from 'commander'
import { resolve } from 'node:path'
import type { Backup } from '#shared/contract/system.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { bytesText } from '#shared/format/counts.ts'
import { createLab, type Lab } from '#main/lab.ts'
import { kindOfFolder } from '#main/store/folder.ts'
import { print, printJson, tableLines } from '../output.ts'
import { programCommand } from '../programCommand.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'
import { t } from '#main/hosts/process/language.ts'

interface Options {
  list?: true
  backup?: string
  goOn?: true
  json?: true
}

/** The command that reports what is wrong with a lab, and replaces its database by a backup or by what can be read. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('Tells what is wrong with a lab and which backups it has; restores one, or what can be read.')
    .argument('<folder>', "a lab's or study's folder")
    .option('--list', 'tell what is wrong and list the backups (the default)')
    .option('--backup <name>', 'put this backup in the place of the database: a name of the list, or newest')
    .option('--go-on', 'put what can be read of a damaged database in its place')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nWhat was there is kept in a folder beside the database; nothing is deleted.\n' +
        '\nExamples:\n  regbench restore studies/first\n  regbench restore studies/first --backup newest',
    )
    .action(restore)
}

async function restore(given: string, { list, backup, goOn, json }: Options): Promise<void> {
  if ([list, backup, goOn].filter((option) => option !== undefined).length > 1)
    throw new UsageError(t('terminal.oneOfRestore'))
  const folder = resolve(given)
  if (kindOfFolder(folder, { beside: true }) === 'empty') throw new UserError(t('terminal.labMissing', { folder }))
  const lab = await createLab({ dataDir: folder, evenDamaged: true })
  try {
    if (backup === undefined && !goOn) printState(lab, json === true)
    else await replace(lab, goOn ? null : chosen(lab, backup!), json === true)
  } finally {
    await lab.close()
  }
}

function printState({ folder, health }: Lab, json: boolean): void {
  const { damage, backups } = health.state()
  if (json) {
    printJson({ folder, damage: damage && englishText(damage), backups })
    return
  }
  print(damage ? englishText(damage) : `The database of ${folder} is intact.`)
  print()
  if (backups.length === 0) print('There is no backup of it.')
  else {
    print(backupLines(backups).join('\n'))
    print(
      `\nTo restore the newest, or another by its name:\n  ${programCommand(['restore', folder, '--backup', 'newest'])}`,
    )
  }
  if (damage) print(`\nTo go on with what can be read:\n  ${programCommand(['restore', folder, '--go-on'])}`)
}

function backupLines(backups: readonly Backup[]): string[] {
  const columns = [
    { title: 'backup' },
    { title: 'made' },
    ...['size', 'studies', 'runs'].map((title) => ({ title, numeric: true })),
  ]
  const rows = backups.map(({ name, at, bytes, studies, runs }) => [
    name,
    momentText(at),
    bytesText(bytes),
    studies,
    runs,
  ])
  return tableLines(columns, rows)
}

const momentText = (at: number): string => {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString()
  return local.slice(0, 16).replace('T', ' ')
}

/** The name of the requested backup. */
function chosen({ folder, health }: Lab, requested: string): string {
  const { backups } = health.state()
  const newest = backups[0]
  if (!newest) throw new UserError(t('terminal.backupsMissing', { folder }))
  const found = requested === 'newest' ? newest : backups.find(({ name }) => name === requested)
  if (found) return found.name
  throw new UserError(
    t('terminal.backupUnknown', { name: requested, names: backups.map(({ name }) => name).join(', ') }),
  )
}

async function replace({ folder, health }: Lab, backup: string | null, json: boolean): Promise<void> {
  if (backup === null && health.damage === null) throw new UserError(t('terminal.nothingDamaged', { folder }))
  const kept = await health.restore(backup)
  if (json) {
    printJson({ folder, restored: backup, kept })
    return
  }
  print(backup === null ? 'What can be read is the database now.' : `The database is as it was in ${backup}.`)
  if (kept !== null) print(`What was there is kept in ${kept}.`)
}
