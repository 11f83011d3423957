import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { areas } from './areas.ts'
import { explained } from './explained.ts'

const root = join(import.meta.dirname, '../..')

it('Every folder of the pure code, the scheduler and the store is an area with tests', () => {
  const folders = globSync('src-shared/*/', { cwd: root }).map((path) => path.replace(/\/$/, ''))
  const known = new Set(areas.map(({ folder }) => folder))
  expect(folders.filter((folder) => !known.has(folder) && !folder.endsWith('/testing'))).toEqual([])
  for (const { folder, tests } of areas) {
    expect(existsSync(join(root, folder)), folder).toBe(true)
    expect(
      globSync(
        tests.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.test.ts`)),
        { cwd: root },
      ),
      folder,
    ).not.toEqual([])
  }
})

it('Every explained mutant still matches its line of code', () => {
  for (const { file, line, from } of explained) {
    const lines = readFileSync(join(root, file), 'utf8').split('\n')
    expect(
      lines.map((text) => text.trim()),
      file,
    ).toContain(line)
    expect(line).toContain(from.split('\n')[0])
  }
})
