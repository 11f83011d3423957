import type { Family } from './family.ts'
import { bundles } from './families/bundles.ts'
import { cache } from './families/cache.ts'
import { calls } from './families/calls.ts'
import { checkpoints } from './families/checkpoints.ts'
import { clock } from './families/clock.ts'
import { killedExports, killedStudies } from './families/commandKills.ts'
import { database } from './families/database.ts'
import { fullDisks } from './families/disk.ts'
import { folders } from './families/folders.ts'
import { killedImports, killedLabs, killedMigrations, killedRemovals, killedTrainers } from './families/kills.ts'
import { formats } from './families/formats.ts'
import { labFiles } from './families/labFiles.ts'
import { names } from './families/names.ts'
import { hostSignals, studySignals } from './families/signals.ts'
import { sockets } from './families/sockets.ts'
import { storedPaths } from './families/storedPaths.ts'
import { strangers } from './families/strangers.ts'
import { trapFiles } from './families/traps.ts'
import { wal } from './families/wal.ts'
import { weights } from './families/weights.ts'

/** Every kind of trial, in table order. */
export const families: readonly Family[] = [
  ...[folders, strangers, storedPaths],
  ...[killedLabs, killedTrainers, killedStudies, killedImports, killedRemovals, killedExports, killedMigrations],
  ...[database, wal, labFiles, checkpoints, weights, cache, bundles],
  ...[fullDisks, clock, studySignals, hostSignals, sockets, names, calls],
  ...formats,
  trapFiles,
]
