import { extname, join } from 'node:path'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'

/** The command line's file: the source, or its counterpart in a build. */
const commandLine = join(import.meta.dirname, `../../hosts/cli/main${extname(import.meta.filename)}`)

/** How to install CUDA's libraries for onnxruntime: a command under this Node, to be copied as it is. */
export function cudaRemedy({ node = process.execPath, env = process.env } = {}): Sentence {
  const program = env['REGBENCH_COMMAND']
  const words = program === undefined ? [node, commandLine] : [program]
  return sentence('remedyCuda', { command: `${words.map(quoted).join(' ')} providers --fetch-cuda` })
}

const quoted = (path: string) => (/^[\w./:\\-]+$/.test(path) ? path : `"${path}"`)
