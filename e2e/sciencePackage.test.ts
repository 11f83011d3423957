import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const project = mkdtempSync(join(tmpdir(), 'regbench-consumer-'))
const run = (script: string, ...words: string[]) =>
  execFileSync(process.execPath, [script, ...words], { cwd: project, encoding: 'utf8' })

/** A project that has the built package, and what npm would install with it, in its node_modules. */
beforeAll(() => {
  run(join(root, 'scripts/buildScience.ts'))
  const modules = join(project, 'node_modules')
  mkdirSync(modules)
  cpSync(join(root, 'out/science'), join(modules, 'regnet-lab-bench'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction')
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  cpSync(join(root, 'resources/sample'), join(project, 'resources/sample'), { recursive: true })
  cpSync(join(root, 'examples'), join(project, 'examples'), { recursive: true })
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

it.each(['nodenext', 'bundler'])('has types for a project that resolves by %s', (resolution) => {
  const module = resolution === 'bundler' ? 'esnext' : 'nodenext'
  const words = ['--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions', '--target', 'es2024']
  const types = ['--types', 'node', '--module', module, '--moduleResolution', resolution]
  const files = readdirSync(join(project, 'examples')).filter((name) => name.endsWith('.ts'))
  run(join(root, 'node_modules/typescript/bin/tsc'), ...words, ...types, ...files.map((name) => `examples/${name}`))
})

it('runs below node_modules, where Node takes no TypeScript', () => {
  const svg = join(project, 'edf.svg')
  expect(run('examples/compareSpaces.ts', svg)).toContain('RegNetX is better')
  expect(readFileSync(svg, 'utf8')).toContain('</svg>')
  expect(run('examples/gradientCheck.ts')).toContain('108 derivatives')
})
