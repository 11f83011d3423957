import { Arch, build, Platform } from 'electron-builder'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/**
 * electron-builder's effective options for a Linux installer of the program in `prepackaged`, read before it downloads
 * its tools; stops there.
 */
export async function effectiveOptions(target: string, prepackaged: string): Promise<unknown> {
  let options: unknown
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget(target, process.arch === 'arm64' ? Arch.arm64 : Arch.x64),
    prepackaged,
    config: { extends: 'electron-builder.yml', directories: { output: join(prepackaged, '../installers') } },
    effectiveOptionComputed: (found: unknown) => {
      options = found
      return Promise.resolve(true)
    },
  })
  return options
}
