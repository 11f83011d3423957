import { Socket } from 'node:net'
import { parseArgs } from 'node:util'
import { surviveLostReaders } from '#main/hosts/process/lostReaders.ts'
import { runLab } from './runLab.ts'
import { wireFd } from './startLab.ts'
import { Wire } from './wire.ts'

/** The lab's process, started by the shell: opens the lab of a folder and serves it to the windows. */

const { values } = parseArgs({
  options: { 'data-dir': { type: 'string' }, 'new-lab': { type: 'boolean', default: false } },
})
const { 'data-dir': dataDir, 'new-lab': beside } = values
if (dataDir === undefined) throw new RangeError('The lab needs --data-dir.')

surviveLostReaders()
// Files created in the lab's folder are accessible only to its user.
process.umask(0o077)
// Ctrl-C in a terminal, and closing it, reach every process of the program; the shell decides when to end.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
const close = await runLab({ dataDir, beside }, new Wire(new Socket({ fd: wireFd })), (code) => process.exit(code))
// The system may end all processes of a session at once.
process.once('SIGTERM', close)
