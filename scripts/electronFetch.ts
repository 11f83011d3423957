import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { hasElectron } from './electronAvailability.ts'

/** `npm run electron:fetch`: downloads Electron's binary, the only dependency that npm does not install. */

const root = join(import.meta.dirname, '..')
const around = { root, env: process.env, platform: process.platform }
if (hasElectron(around)) process.stdout.write('Electron is there already; npm start opens the window.\n')
else {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
    cwd: root,
    stdio: 'inherit',
  })
  const isThere = status === 0 && hasElectron(around)
  process.stdout.write(
    isThere
      ? 'Electron is there; npm start opens the window.\n'
      : 'Electron could not be fetched; the reason stands above. Behind a mirror, set ELECTRON_MIRROR; with a copy of ' +
          'your own, set ELECTRON_OVERRIDE_DIST_PATH to its folder. Until then npm start serves the bench to a browser.\n',
  )
  process.exitCode = isThere ? 0 : 1
}
