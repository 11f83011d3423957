/**
 * Runs a GPU kit: checks and measures every provider against PyTorch in at most ten minutes, without a network, and writes
 * gpu-kit.json and gpu-kit.txt.
 *
 *   node scripts/gpuKit/run.ts [--out FOLDER] [--providers cuda,webgpu] [--python python3] [--device cuda] [--minutes 9.5]
 *                              [--lists FOLDER] [--reference FOLDER] [--only TEXT]
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readNetworkArgument } from '#main/hosts/cli/readNetworkArgument.ts'
import { engines } from '#main/trainer/engine/createEngine.ts'
import { providerOf } from '#main/trainer/providers/providers.ts'
import { kitJobs } from './jobs.ts'
import { reportText } from './report.ts'
import { runJobs } from './runJobs.ts'

const root = join(import.meta.dirname, '../..')
const { values: given } = parseArgs({
  options: {
    out: { type: 'string', default: '.' },
    providers: { type: 'string', default: 'cuda,webgpu' },
    python: { type: 'string', default: 'python3' },
    device: { type: 'string', default: 'cuda' },
    minutes: { type: 'string', default: '9.5' },
    lists: { type: 'string', default: join(root, 'lists') },
    reference: { type: 'string', default: join(root, 'resources/reference') },
    only: { type: 'string', default: '' },
  },
})

const outputOf = (command: string, ...words: string[]): string => {
  try {
    return execFileSync(command, words, {
      encoding: 'utf8',
      timeout: 30_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch (error) {
    return (error as Error).message.split('\n')[0]!
  }
}

const [first] = await readNetworkArgument(join(resolve(given.lists), 'networks.json'))
const jobs = kitJobs({
  ...{ providers: given.providers.split(','), python: given.python, device: given.device },
  ...{ lists: resolve(given.lists), reference: resolve(given.reference) },
  compiled: first!.name,
  enginesOf: (provider) =>
    Object.keys(engines).filter((engine) => engine !== 'resident' || providerOf(provider)?.keepsState === true),
}).filter(({ id }) => id.includes(given.only))
const out = resolve(given.out)
mkdirSync(out, { recursive: true })
const machine = {
  ...{ cpu: cpus()[0]?.model, cores: cpus().length, memoryBytes: totalmem(), load: loadavg()[0] },
  gpu: outputOf('nvidia-smi', '--query-gpu=name,driver_version,memory.total', '--format=csv,noheader'),
  torch: outputOf(given.python, '-c', 'import torch; print(torch.__version__, torch.version.cuda)'),
}
console.log(JSON.stringify(machine))
const results = await runJobs(jobs, {
  ...{ node: process.execPath, folder: root, seconds: Number(given.minutes) * 60 },
  told: (result) => {
    process.stdout.write(reportText([result]))
  },
})
writeFileSync(join(out, 'gpu-kit.json'), `${JSON.stringify({ machine, results }, null, 1)}\n`)
writeFileSync(join(out, 'gpu-kit.txt'), `${JSON.stringify(machine)}\n${reportText(results)}`)
