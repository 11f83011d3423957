import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const program = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing\//.test(name))
const sources = program.filter((name) => !name.startsWith('disk/'))

/** Functions that remove, replace or empty files. */
const forbidden =
  /\b(rm|rmdir|unlink|rename|truncate|ftruncate|writeFile|copyFile|cp|createWriteStream)(Sync)?\b(?=[\s,}(])/
const isImportOfFiles = /import\s*(?:type\s*)?\{([^}]*)\}\s*from\s*'node:fs(?:\/promises)?'/g

/** Files allowed to write things that are neither user files nor lab files that matter, with the reason. */
const allowed: Readonly<Record<string, string>> = {
  'store/open.ts': 'copyFileSync: evidence into a folder that it made',
  'store/safety/salvage.ts': 'copyFileSync, ftruncateSync: copies in a folder of its own',
  'store/safety/restore.ts': 'copyFileSync: into an aside name',
  'trainer/process/peakMemory.ts': 'writeFileSync: a file of the system’s about this process',
}

it('only one function of the program removes files and folders', () => {
  const removes = /\b(rm|rmdir|unlink)(Sync)?\b(?=[\s,}(])/
  expect(program.filter((name) => removes.test(readFileSync(join(root, name), 'utf8')))).toEqual([
    'disk/removeOwned.ts',
  ])
})

it('nothing outside disk/ removes, replaces or empties a file', () => {
  const found = sources.flatMap((name) => {
    const text = readFileSync(join(root, name), 'utf8')
    const imported = [...text.matchAll(isImportOfFiles)].flatMap(([, names]) => names!.split(','))
    const names = imported.map((word) => word.trim().split(/\s/)[0]!).filter((word) => forbidden.test(`${word},`))
    const whole = /from 'node:fs(\/promises)?'/.test(text) && /import \* as|import fs/.test(text)
    return names.length > 0 || whole ? [`${name}: ${names.join(', ')}`] : []
  })
  expect(found.filter((line) => !(line.split(':')[0]! in allowed))).toEqual([])
})
