import { extname, join } from 'node:path'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { activeEnvironment, cudaPackages } from './chooseCuda.ts'
import { cudaLibraryFolders, readCudaChoice, runtimeVersion } from './cudaLibraries.ts'
import { readPythonEnvironment } from './pythonEnvironment.ts'

/** The command line's file: the source, or its counterpart in a build. */
const commandLine = join(import.meta.dirname, `../../hosts/cli/main${extname(import.meta.filename)}`)

/**
 * How to get CUDA's libraries for onnxruntime: commands under this Node, to be copied as they are. An environment that was
 * chosen and no longer fits, or that is active and fits, is named.
 */
export function cudaRemedy({ node = process.execPath, env = process.env } = {}): Sentence {
  const program = env['REGBENCH_COMMAND']
  const words = program === undefined ? [node, commandLine] : [program]
  const command = (option: string) => `${words.map(quoted).join(' ')} providers ${option}`
  const from = (environment: string) => command(`--cuda-from ${quoted(environment)}`)
  const choice = readCudaChoice(env)
  const chosen = choice?.folder ? readPythonEnvironment(choice.environment).provider?.version : runtimeVersion
  if (choice && chosen !== runtimeVersion)
    return sentence('cudaOtherVersion', {
      ...{ environment: choice.environment, found: chosen ?? '-', needed: runtimeVersion },
      install: `${quoted(join(choice.environment, 'bin/python'))} -m pip install ${cudaPackages}`,
    })
  const [folder] = cudaLibraryFolders(env)
  if (folder !== undefined) return sentence('remedyCudaRest', { folder, command: command('--cuda-from') })
  const active = activeEnvironment(env)
  if (active !== undefined)
    if (readPythonEnvironment(active).provider?.version === runtimeVersion)
      return sentence('remedyCudaActive', { environment: active, command: from(active) })
  const own = 'cuda-env'
  return sentence('remedyCuda', {
    command: command('--fetch-cuda'),
    pip: `python3 -m venv ${own} && ${own}/bin/pip install ${cudaPackages} && ${from(own)}`,
  })
}

const quoted = (path: string) => (/^[\w./:\\-]+$/.test(path) ? path : `"${path}"`)
