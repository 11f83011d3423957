import { parseArgs } from 'node:util'
import { runLab } from './runLab.ts'

/** The lab's process, started by the shell: opens the lab of a folder and serves it to the windows. */

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    node: { type: 'string' },
    'new-lab': { type: 'boolean', default: false },
  },
})
const { 'data-dir': dataDir, node, 'new-lab': beside } = values
if (dataDir === undefined || node === undefined) throw new RangeError('The lab needs --data-dir and --node.')

// Ctrl-C in a terminal goes to every process of the program; when to end is the shell's to say.
process.on('SIGINT', () => undefined)
await runLab({ dataDir, node, beside }, process.parentPort, (code) => process.exit(code))
