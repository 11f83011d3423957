import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface LockedPackage {
  version?: string
  license?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** Packages bundled into the window's build: they are build-time dependencies, but their licences must ship. */
const inWindow = [...['@lucide/vue', '@vueuse/core', 'element-plus', 'pinia', 'pretendard'], ...['vue', 'vue-router']]

/** The licences of all npm packages included in a package of the project in `root`, by name. */
export function licencesText(root: string): string {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const { packages } = JSON.parse(lock) as { packages: Record<string, LockedPackage> }
  const { dependencies, optionalDependencies } = packages['']!
  const found = new Set<string>()
  const add = (from: string, name: string): void => {
    const path = nearest(packages, from, name)
    // Those for other systems are in the lock file but not installed.
    if (path === undefined || found.has(path) || !existsSync(join(root, path))) return
    found.add(path)
    for (const next of Object.keys({ ...packages[path]!.dependencies, ...packages[path]!.optionalDependencies }))
      add(path, next)
  }
  for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...inWindow]) add('', name)

  return [...found]
    .map((path) => ({ name: path.replace(/^.*node_modules\//, ''), path, ...packages[path]! }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, license, path }) => {
      const texts = readdirSync(join(root, path), { withFileTypes: true })
        .filter((file) => file.isFile() && /^(licen[cs]e|copying|notice)/i.test(file.name))
        .map((file) => readFileSync(join(root, path, file.name), 'utf8').trim())
      return [`${name} ${version ?? ''}: ${license ?? 'see below'}`, ...texts].join('\n\n')
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`)
}

/** The path of a package as resolved from `from`: nested ones take precedence over those above. */
function nearest(packages: Record<string, LockedPackage>, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (path in packages) return path
    if (folder === '') return undefined
  }
}
