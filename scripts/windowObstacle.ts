import { existsSync } from 'node:fs'
import { join } from 'node:path'

export interface WindowSurroundings {
  /** Folder of the project. */
  root: string
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
}

const binaries: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/** Where Electron's binary would be. */
export function electronBinary({ root, env, platform }: WindowSurroundings): string {
  const dist = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules/electron/dist')
  return join(dist, binaries[platform] ?? 'electron')
}

/** The file with which Electron would start. */
export const windowEntry = (root: string): string => join(root, 'src-main/hosts/electron/main.ts')

/** Why the bench cannot open in a window of its own, as the end of a sentence; undefined: it can. */
export function windowObstacle(around: WindowSurroundings): string | undefined {
  const { root, env, platform } = around
  if (!existsSync(windowEntry(root))) return 'this version has no window of its own'
  if (!existsSync(electronBinary(around))) return 'Electron is not installed; get it by npm run electron:fetch'
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display'
  return undefined
}
