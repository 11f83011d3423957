import { existsSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import { entriesOfFile } from '#shared/studyFiles/listEntries.ts'
import { isFile } from '#shared/studyFiles/networkLists.ts'
import { t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { readInput } from './readInput.ts'

/**
 * A study file with the networks of the files that its `networks` name in the place of their paths, which are relative
 * to `origin`. A network without a name gets that of its file. Throws UserError for a file that is not there.
 */
export async function withNetworksOfFiles(study: unknown, origin: string): Promise<unknown> {
  if (typeof study !== 'object' || study === null || !('networks' in study)) return study
  const { networks } = study
  if (Array.isArray(networks)) return { ...study, networks: await withFiles(networks, origin) }
  if (typeof networks !== 'object' || networks === null) return study
  const lists = Object.entries(networks).map(async ([name, list]: [string, unknown]) => [
    name,
    Array.isArray(list) ? await withFiles(list, origin) : list,
  ])
  return { ...study, networks: Object.fromEntries(await Promise.all(lists)) as unknown }
}

async function withFiles(list: readonly unknown[], origin: string): Promise<unknown[]> {
  const entries = list.map(async (entry) =>
    typeof entry === 'string' && isFile(entry) ? await networksOfFile(resolve(origin, entry)) : [entry],
  )
  return (await Promise.all(entries)).flat()
}

async function networksOfFile(file: string): Promise<unknown[]> {
  if (!existsSync(file)) throw new UserError(t('terminal.fileMissing', { file }))
  return entriesOfFile(await readInput(file), basename(file, extname(file)))
}
