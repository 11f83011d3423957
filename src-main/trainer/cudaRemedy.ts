import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const installed = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'))

/**
 * The command that fetches CUDA's libraries to where this program's onnxruntime looks for them, with the Node that it runs
 * under, so that it can be given as it stands. `folder` is onnxruntime's package.
 */
export function cudaCommand({ node = process.execPath, folder = installed, env = process.env } = {}): string {
  const image = env['APPIMAGE']
  if (image !== undefined && folder.startsWith(env['APPDIR'] ?? folder))
    return `an AppImage cannot be added to; unpack it with ${quoted(image)} --appimage-extract and start squashfs-root/AppRun`
  const command = [node, join(folder, 'script/install.js')].map(quoted).join(' ')
  return `${isWritable(folder) ? '' : 'sudo '}${command} --onnxruntime-node-install=cuda12`
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
