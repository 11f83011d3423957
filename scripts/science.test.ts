import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { layers } from './layers.ts'
import { sciencePackage, sciencePackages, type ProjectPackage } from './sciencePackage.ts'

const root = join(import.meta.dirname, '..')
const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as ProjectPackage
const folder = mkdtempSync(join(tmpdir(), 'regbench-examples-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What an example prints, and the path that it was given. */
const run = (name: string) => {
  const path = join(folder, name)
  return {
    path,
    printed: execFileSync(process.execPath, [join(root, 'examples', `${name}.ts`), path], { encoding: 'utf8' }),
  }
}

/** The facts that each example prints. */
const examples: Readonly<Record<string, (printed: string, path: string) => void>> = {
  compareSpaces(printed, path) {
    expect(printed).toContain('RegNetX is better: P(new beats old) = 0.')
    const svg = readFileSync(path, 'utf8')
    expect(svg).toMatch(/^<svg .*<\/svg>$/s)
    for (const name of ['AnyNetX_A', 'RegNetX']) expect(svg).toContain(`>${name}<`)
  },
  refineSpace(printed) {
    expect(printed).toContain('AnyNetX_A, gᵢ = g: 1 constraints added, 0 ranges narrowed\ndegrees of freedom: 13\n')
    expect(printed.match(/ MF$/gm)).toHaveLength(3)
  },
  fitPublishedNetwork(printed) {
    const [regNet, resNet] = [...printed.matchAll(/e_fit = ([\d.]+)/g)].map(([, error]) => Number(error))
    expect(regNet).toBeLessThan(resNet!)
  },
  gradientCheck: (printed) => expect(printed).toMatch(/^108 derivatives, the largest error \d\.\de-1\d\n$/),
  exportOnnx(printed, path) {
    expect(existsSync(path)).toBe(true)
    expect(printed).toMatch(/the largest error of a logit is \d\.\de-[6-9]\n$/)
  },
}

describe('examples', () => {
  it('are the programs of the folder, each in its README', () => {
    const readme = readFileSync(join(root, 'examples/README.md'), 'utf8')
    const files = readdirSync(join(root, 'examples')).filter(
      (name) => name.endsWith('.ts') && name !== 'shippedStudy.ts',
    )
    expect(files.sort()).toEqual(
      Object.keys(examples)
        .map((name) => `${name}.ts`)
        .sort(),
    )
    for (const file of files) expect(readme).toContain(`](${file})`)
  })

  it.each(Object.entries(examples))('%s runs', (name, expectFacts) => {
    const { printed, path } = run(name)
    expectFacts(printed, path)
  })
})

describe('the package of the science', () => {
  it('has a module for every file of src-shared/science', () => {
    const files = readdirSync(join(root, 'src-shared/science')).filter((name) => name.endsWith('.ts'))
    const modules = files.map((file) => [`./${file.slice(0, -3)}`, `./src-shared/science/${file}`])
    expect(project.exports).toEqual(Object.fromEntries(modules))
  })

  it('depends on what its modules can import, in the versions of the project', () => {
    const reached = new Set<string>()
    // A layer may import single files of another.
    const visit = (path: string): void => {
      const name = Object.keys(layers).find((layer) => `${path}/`.startsWith(`${layer}/`))!
      if (reached.has(name)) return
      reached.add(name)
      layers[name]!.folders.forEach(visit)
    }
    visit('#shared/science')
    const packages = new Set([...reached].flatMap((name) => layers[name]!.packages))
    expect([...packages].sort()).toEqual(sciencePackages)
    const { dependencies } = sciencePackage(project)
    for (const [name, version] of Object.entries(dependencies)) expect(version).toBe(project.dependencies[name])
  })
})
