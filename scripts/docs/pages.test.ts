import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { presets } from '#shared/designspaces/presets.ts'
import { layers } from '../layers.ts'
import { generatedPages } from './pages.ts'
import { jsonSchemas } from '#main/hosts/cli/jsonSchemas.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

describe('generated pages', () => {
  const pages = generatedPages()
  it.each([...pages.keys()])('%s is as the code has it (npm run docs:pages)', (path) => {
    expect(read(path) === pages.get(path)).toBe(true)
  })

  it('has no schema left over', () => {
    const files = readdirSync(join(root, 'docs/schemas')).filter((name) => name.endsWith('.json'))
    expect(files.sort()).toEqual([...jsonSchemas().keys()].sort())
  })
})

describe('the map of the layers', () => {
  const drawn = [...read('docs/images/layers.svg').matchAll(/data-from="([^"]+)" data-to="([^"]+)" class="(\w+)"/g)]
  const ownerOf = (folder: string) =>
    Object.keys(layers).reduce(
      (best, row) => (`${folder}/`.startsWith(`${row}/`) && row.length > best.length ? row : best),
      '',
    )

  it('has the rows of the table in their order', () => {
    const names = [...read('docs/images/layers.svg').matchAll(/text-anchor="end" class="\w+">([^<]+)</g)]
    expect(names.map(([, name]) => name)).toEqual(Object.keys(layers))
  })

  it('has a dot for each folder that a row may import, and a ring where it may import files of it', () => {
    const expected = Object.entries(layers).flatMap(([from, { folders }]) => {
      const owners = [...new Set(folders.map(ownerOf))]
      return owners.map((to) => `${from} ${to} ${folders.includes(to) ? 'whole' : 'part'}`)
    })
    expect(drawn.map(([, from, to, kind]) => `${from} ${to} ${kind}`).sort()).toEqual(expected.sort())
  })
})

describe('JSON schemas', () => {
  const schemas = jsonSchemas()
  const accepts = (name: string, value: unknown, property?: string) => {
    const schema = schemas.get(name)!
    const chosen = property === undefined ? schema : schema.properties![property]
    return z.fromJSONSchema(chosen as never).safeParse(value).success
  }

  it('refer to schemas that are there', () => {
    const references = [...JSON.stringify([...schemas.values()]).matchAll(/"\$ref":"([^"#]+)"/g)].map(
      ([, file]) => file,
    )
    expect(references).toEqual(['designSpace.schema.json'])
    expect(schemas.has('designSpace.schema.json')).toBe(true)
  })

  it('take the neutral form with depths and widths alone, and no unknown key', () => {
    expect(accepts('network.schema.json', { depths: [1, 2], widths: [16, 32] })).toBe(true)
    expect(accepts('network.schema.json', { depths: [1, 2] })).toBe(false)
    expect(accepts('network.schema.json', { depths: [1], widths: [8], deep: 1 })).toBe(false)
  })

  it('take the paper’s spaces', () => {
    for (const space of Object.values(presets)) expect(accepts('designSpace.schema.json', space), space.id).toBe(true)
  })

  it('take the recipes, data sets and other keys of the shipped studies', () => {
    const { properties } = schemas.get('study.schema.json')!
    for (const file of readdirSync(join(root, 'resources/studies'))) {
      const { recipe = {}, dataset, ...rest } = parse(read(`resources/studies/${file}`)) as Record<string, unknown>
      expect(accepts('recipe.schema.json', recipe), file).toBe(true)
      expect(accepts('study.schema.json', dataset, 'dataset'), file).toBe(true)
      expect(Object.keys(rest).filter((key) => !(key in properties!))).toEqual([])
    }
  })
})

describe('links', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'examples/README.md']
  const all = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      if (entry.name.startsWith('.') || entry.name === 'api' || entry.name === 'gallery') return []
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? all(path) : path.endsWith('.md') ? [path] : []
    })

  it.each([...pages, ...all('docs')])('of %s lead to files that are there', (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!.replace(/#.*$/, ''))
    const local = targets.filter((target) => target !== '' && !/^(https?|mailto):/.test(target))
    expect(local.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([])
  })
})
