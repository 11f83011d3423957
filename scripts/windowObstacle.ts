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

/** Whether it is there. Electron's own module is not asked: it would begin to fetch what is missing. */
export const hasElectron = (around: WindowSurroundings): boolean => existsSync(electronBinary(around))

/** Why the bench cannot open in a window of its own, as the end of a sentence; undefined: it can. */
export function windowObstacle(around: WindowSurroundings): string | undefined {
  const { env, platform } = around
  if (!hasElectron(around)) return 'Electron is not installed; get it by npm run electron:fetch'
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display'
  return undefined
}

/**
 * What Electron is started with to open the bench with these words of the command line. Chromium takes the value of an
 * option only behind an equals sign.
 */
export function windowArguments(root: string, words: readonly string[], isRoot: boolean): string[] {
  const joined: string[] = []
  for (const word of words) {
    const last = joined.at(-1)
    if (last?.startsWith('--') && !last.includes('=') && !word.startsWith('-'))
      joined[joined.length - 1] = `${last}=${word}`
    else joined.push(word)
  }
  // Chromium's sandbox refuses to run as root.
  return [root, ...(isRoot ? ['--no-sandbox'] : []), ...joined]
}
