/**
 * Entry of the browser host over a lab whose trainers train nothing:
 *
 *   node scripts/interfaceBench/host.ts DATA_DIR RENDERER TRAINERS
 *
 * Prints the address, then its processor time in milliseconds whenever it receives a line.
 */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createBrowserHost } from '#main/hosts/browser/browserHost.ts'
import { createLab } from '#main/lab.ts'

const [dataDir, rendererDir, trainers] = process.argv.slice(2) as [string, string, string]
const lab = await createLab({
  dataDir,
  trainers: Number(trainers),
  trainerEntry: join(import.meta.dirname, 'streamingTrainer.ts'),
})
const host = await createBrowserHost({ lab, rendererDir, port: 0 })
const input = createInterface(process.stdin)
input.on('line', () => {
  const { user, system } = process.cpuUsage()
  console.log((user + system) / 1000)
})
input.once('close', () => {
  void host
    .close()
    .then(() => lab.close())
    .then(() => process.exit())
})
console.log(host.address)
