import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const workflow = parse(read('.github/workflows/desktop.yml')) as {
  jobs: { package: { steps: { run?: string; with?: { path?: string } }[] } }
}
const { steps } = workflow.jobs.package
const commands = steps.map(({ run }) => run ?? '').join('\n')

it('hosted runners call existing scripts and programs', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const called = [...commands.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!)
  expect(called).toContain('package')
  expect(called.filter((name) => !(name in scripts))).toEqual([])
  const settings = parse(read('electron-builder.yml')) as { productName: string; linux: { executableName: string } }
  const { productName, linux } = settings
  for (const program of [`${linux.executableName} `, `/${productName}.exe"`, `/MacOS/${productName}"`])
    expect(commands).toContain(`${program.trimEnd()} --self-test`)
})

it('the checks of every push run on three systems, by scripts that are there', () => {
  const ci = read('.github/workflows/ci.yml')
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const { jobs } = parse(ci) as { jobs: { test: { strategy: { matrix: { os: string[] } } } } }
  expect(jobs.test.strategy.matrix.os.map((os) => os.split('-')[0])).toEqual(['ubuntu', 'windows', 'macos'])
  const called = [...ci.matchAll(/npm (?:run )?([\w:]+)$/gm)].map(([, name]) => name!).filter((name) => name !== 'ci')
  expect(called).toContain('test')
  expect(called.filter((name) => !(name in scripts))).toEqual([])
})

it('every kind of installer is uploaded', () => {
  const settings = parse(read('electron-builder.yml')) as Record<'linux' | 'win' | 'mac', { target: string[] }>
  const endings: Record<string, string> = { nsis: 'exe', portable: 'exe' }
  const kept = steps.at(-1)!.with!.path!
  for (const target of [...settings.linux.target, ...settings.win.target, ...settings.mac.target])
    expect(kept).toContain(`dist/*.${endings[target] ?? target}\n`)
})
