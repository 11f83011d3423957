import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'

const installed = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'))

/**
 * How CUDA comes to where this program's onnxruntime looks for it: by a command under the Node that it runs under, which
 * can be given as it stands. `folder` is onnxruntime's package.
 */
export function cudaRemedy({ node = process.execPath, folder = installed, env = process.env } = {}): Sentence {
  const image = env['APPIMAGE']
  if (image !== undefined && folder.startsWith(env['APPDIR'] ?? folder))
    return sentence('remedyCudaOfAppImage', { image: quoted(image) })
  const install = [node, join(folder, 'script/install.js')].map(quoted).join(' ')
  const command = `${isWritable(folder) ? '' : 'sudo '}${install} --onnxruntime-node-install=cuda12`
  return sentence('remedyCuda', { command })
}

const quoted = (path: string) => (/^[\w./:\\-]+$/.test(path) ? path : `"${path}"`)

function isWritable(folder: string): boolean {
  // Windows asks by itself, and by other rules.
  if (process.platform === 'win32') return true
  try {
    accessSync(join(folder, 'bin'), constants.W_OK)
    return true
  } catch {
    return false
  }
}
