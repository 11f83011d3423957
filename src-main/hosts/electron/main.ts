import { startShell } from './startShell.ts'

/** Electron's main process. */

startShell()
