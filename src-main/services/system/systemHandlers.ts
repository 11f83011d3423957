import { createRequire } from 'node:module'
import { cpus, freemem, totalmem } from 'node:os'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { ProviderState, SystemInfo } from '#shared/contract/system.ts'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import { listBackups } from '#main/store/safety/backups.ts'
import { databaseFile } from '#main/store/folder.ts'
import { restoredAt } from '#main/store/safety/restore.ts'
import { readSettings, writeSettings } from '#main/store/tables/settings.ts'
import { probeProvider } from '#main/trainer/providers/probeProviders.ts'
import { providerIds } from '#main/trainer/providers/providers.ts'
import type { Handlers } from '../handlers.ts'
import { record, type LabContext } from '../labContext.ts'
import { bytesOfFolder, freeBytes, listFolder } from './folders.ts'
import { requireUnchanged } from '../requireUnchanged.ts'

const { version } = createRequire(import.meta.url)('#package.json') as { version: string }

/** Handlers for the program, its machine, storage and settings. */
export function systemHandlers(core: LabContext, host: SystemInfo['host']): Handlers<'system'> {
  const { db, folder, environment, program } = core
  let probed: Promise<ProviderState[]> | undefined
  const probe = () => Promise.all(providerIds.map((id) => probeProvider(id, undefined, { node: program.node })))

  return {
    info: () => ({
      version,
      host,
      labId: core.id,
      database: `${restoredAt(db) ?? ''}${core.databaseFile === databaseFile(folder) ? '' : ', as far as it can be read'}`,
      dataDir: folder,
      platform: `${process.platform}-${process.arch}`,
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      totalMemoryBytes: totalmem(),
      freeMemoryBytes: freemem(),
      node: process.versions.node,
      onnxruntime: environment.onnxruntimeVersion,
      afterUncleanExit: core.afterUncleanExit,
      networkRequests: 0,
    }),
    async storage() {
      const file = core.databaseFile
      const [database, weightsBytes, checkpointBytes, cacheBytes, free] = await Promise.all([
        Promise.all([file, `${file}-wal`, `${file}-shm`].map(bytesOfFolder)),
        bytesOfFolder(join(folder, 'weights')),
        bytesOfFolder(join(folder, 'runs')),
        bytesOfFolder(program.cacheDir),
        freeBytes(folder),
      ])
      const databaseBytes = database.reduce((sum, bytes) => sum + bytes, 0)
      return { databaseBytes, weightsBytes, checkpointBytes, cacheBytes, freeBytes: free }
    },
    providers({ again }) {
      if (again) probed = undefined
      return (probed ??= probe())
    },
    changeSettings({ changes, basedOn }) {
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
      const now = Object.fromEntries(Object.entries(readSettings(db)).filter(([name]) => name in given))
      const said = Object.values(now).map((value) => (value === null ? sentence('automatic') : verbatim(`${value}`)))
      requireUnchanged(now, basedOn, sentence('settingChangedMeanwhile', { now: said }))
      writeSettings(db, given)
      record(core, { kind: 'settingsChanged', data: given })
      const settings = readSettings(db)
      if ('trainers' in given) core.setTrainers(settings.trainers)
      return settings
    },
    folder: ({ path }) => listFolder(path),
    health: () => core.health.state(),
    async backUp() {
      await core.health.backUp()
      return listBackups(folder)
    },
    async restore({ backup }) {
      await core.health.restore(backup)
    },
    checkStorage: async (_, { signal }) => ({ problems: [...(await core.health.check(signal))] }),
  }
}
