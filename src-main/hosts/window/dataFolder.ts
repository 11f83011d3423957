import { homedir } from 'node:os'
import { join } from 'node:path'

const name = 'regnet-lab-bench'

/** Default folder of the lab: the system's folder for application data. */
export function defaultDataFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), name)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name)
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), name)
}
