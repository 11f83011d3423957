import { surviveLostReaders } from '#main/hosts/process/lostReaders.ts'
import { startShell } from './startShell.ts'

/** Electron's main process. */

surviveLostReaders()
startShell()
