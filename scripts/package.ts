import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { licencesText } from './licences.ts'
import { packageTargets } from './packageTargets.ts'
import { packageSigning } from './packageSigning.ts'

/**
 * `npm run package`: builds the installers for this system into dist/. Arguments after `--` go to electron-builder:
 * `--dir` stops at the unpacked program. Downloads Electron's binary and the installer tools if missing.
 */

const root = join(import.meta.dirname, '..')
const bin = (path: string) => join(root, 'node_modules', path)

/** Copies the running Node into the package: trainers need one for the same system. */
function stageNode(): void {
  const { variables } = process.config as { variables: Record<string, unknown> }
  const shared = Object.keys(variables).filter((name) => name.startsWith('node_shared') && variables[name] === true)
  if (shared.length > 0) {
    throw new RangeError(
      `This Node (${process.execPath}) needs libraries of its own system (${shared.join(', ')}) and cannot be carried ` +
        'to another. Package with the Node of https://nodejs.org.',
    )
  }
  const folder = join(root, 'out/node')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  copyFileSync(process.execPath, join(folder, process.platform === 'win32' ? 'node.exe' : 'node'))
}

/**
 * A second package.json for the files beside the archive: electron-builder omits the original from what it copies
 * there.
 */
function stagePackageJson(): void {
  const { name, version, type, imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >
  mkdirSync(join(root, 'out/beside'), { recursive: true })
  writeFileSync(join(root, 'out/beside/package.json'), JSON.stringify({ name, version, type, imports }))
}

/** Node, onnxruntime and native modules are those of this system, so no other system can be packaged here. */
function refuseOtherSystems(words: readonly string[]): void {
  const own = { linux: /^(-l|--linux)$/, win32: /^(-w|--win|--windows)$/, darwin: /^(-m|--mac|--macos|-o)$/ }
  const allowed = own[process.platform as keyof typeof own]
  for (const word of words) {
    const isSystem = Object.values(own).some((names) => names.test(word))
    const isArch = /^--(x64|ia32|armv7l|arm64|universal)$/.test(word)
    if ((isSystem && !allowed?.test(word)) || (isArch && word !== `--${process.arch}`))
      throw new RangeError(`${word} asks for another system than this one. Run npm run package there.`)
  }
  const libraries = `node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}`
  if (!existsSync(join(root, libraries)))
    throw new RangeError(`onnxruntime has no libraries for this system (${process.platform}-${process.arch}).`)
}

function run(script: string, words: readonly string[], { env = {}, remedy = '' } = {}): void {
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } } as const
  const { status } = spawnSync(process.execPath, [script, ...words], options)
  if (status !== 0)
    throw new RangeError(`${basename(script)} ${words.join(' ')} failed; the reason stands above.${remedy}`)
}

try {
  const given = process.argv.slice(2)
  refuseOtherSystems(given)
  const targets = packageTargets(given)
  const signing = packageSigning(process.platform, process.env)
  for (const { said } of [targets, signing]) if (said !== undefined) process.stdout.write(`${said}\n`)
  run(bin('electron-vite/bin/electron-vite.js'), ['build', '--logLevel', 'warn'])
  run(bin('vite/bin/vite.js'), ['build', '-c', 'vite.shell.config.ts', '--logLevel', 'warn'])
  run(bin('vite/bin/vite.js'), ['build', '-c', 'vite.renderer.config.ts', '--logLevel', 'warn'])
  stageNode()
  stagePackageJson()
  writeFileSync(join(root, 'out/licences.txt'), `${licencesText(root)}\n`)
  run(bin('electron-builder/cli.js'), ['build', ...given, ...targets.words, ...signing.words], {
    env: signing.env,
    remedy: ' Tools for installers are fetched; docs/desktop.md names their mirrors, and -- --dir needs none of them.',
  })
} catch (error) {
  if (!(error instanceof RangeError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
