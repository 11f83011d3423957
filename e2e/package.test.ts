import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLabProcess, type LabEnding } from '#main/hosts/electron/lab/startLab.ts'
import { smallPlan, smallSpace } from '#main/services/testing/benchFixture.ts'
import { newStudy } from '#main/services/testing/newStudy.ts'
import { filesOfArchive, textInArchive, type ArchivedFile } from './asar.ts'
import { emptyRenderer, startHost, untilQueue } from './hostProcess.ts'
import { effectiveOptions } from './installers.ts'
import { writeStudy } from './studyProcess.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'regbench-package-'))
const resources = join(folder, 'dist/linux-unpacked/resources')
const archive = join(resources, 'app.asar')
const unpacked = join(resources, 'app.asar.unpacked')
const node = join(resources, 'node/node')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Precedes the fuses in an Electron binary; followed by a version and their number. */
const fuseMark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** A folder that packages like Electron's binary without being one. */
function standInElectron(): string {
  const stand = join(folder, 'electron')
  mkdirSync(join(stand, 'resources'), { recursive: true })
  mkdirSync(join(stand, 'locales'))
  for (const language of ['en-US', 'ko', 'de']) writeFileSync(join(stand, `locales/${language}.pak`), '')
  writeFileSync(join(stand, 'electron'), `${fuseMark}\u0001\u0009${'0'.repeat(9)}`, { mode: 0o755 })
  return stand
}

// The stand-in is made for one system; packages for others differ only in names.
describe.runIf(process.platform === 'linux')('the packaged program', () => {
  let files: ArchivedFile[]
  beforeAll(async () => {
    const words = ['--dir', `-c.electronDist=${standInElectron()}`, `-c.directories.output=${join(folder, 'dist')}`]
    await run(process.execPath, [join(root, 'scripts/package.ts'), ...words], { cwd: root })
    files = filesOfArchive(archive)
  }, 600_000)

  const paths = () => files.map(({ path }) => path)

  it('has no sources and nothing needed only for development', () => {
    expect(paths().filter((path) => /\.(ts|mts|cts|vue|map)$/.test(path))).toEqual([])
    expect(paths().filter((path) => /(^|\/)(src-[a-z]+|e2e|scripts)\/.*\.(test|vue)/.test(path))).toEqual([])
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; devDependencies?: Record<string, string> }>
    }
    const folders = Object.keys(packages['']!.devDependencies!).map((name) => `node_modules/${name}`)
    // Some packages of the tests are those of the program's dependencies as well.
    const development = folders.filter((folder) => packages[folder]!.dev)
    expect(development).toContain('node_modules/vitest')
    for (const folder of development) expect(paths().filter((path) => path.startsWith(`${folder}/`))).toEqual([])
    expect([...new Set(paths().map((path) => path.split('/')[0]))].sort()).toEqual([
      'node_modules',
      'out',
      'package.json',
      'resources',
    ])
  })

  it('has only its own system’s native modules, beside the archive', () => {
    const native = files.filter(({ path }) => /\.(node|dll|dylib)$|\.so(\.|$)/.test(path))
    expect(native.length).toBeGreaterThan(3)
    for (const { path, unpacked } of native) {
      expect(path).toMatch(new RegExp(`linux[-/]${process.arch}`))
      expect(unpacked, path).toBe(true)
      expect(path).not.toMatch(/cuda|tensorrt/)
    }
  })

  it('runs nothing in Electron except its archive, which Electron verifies, and keeps what its Node reads beside it', () => {
    const place = (path: string) => files.find((file) => file.path === path)?.unpacked
    const { main } = JSON.parse(textInArchive(archive, 'package.json')) as { main: string }
    const code = files.filter(({ path, unpacked }) => !unpacked && /\.[cm]?js$/.test(path)).map(({ path }) => path)
    expect(code.filter((path) => !path.startsWith('out/renderer/')).sort()).toEqual(['out/preload/preload.cjs', main])
    for (const path of ['package.json', 'out/renderer/index.html']) expect(place(path), path).toBe(false)
    // None of its imports leads out of the archive.
    const imported = [...textInArchive(archive, main).matchAll(/^import\b.*?\bfrom "(.*?)";$/gm)].map(
      ([, name]) => name!,
    )
    expect(imported).toContain('electron')
    expect(imported.filter((name) => name !== 'electron' && !name.startsWith('node:'))).toEqual([])
    expect(textInArchive(archive, main)).not.toMatch(/\b(import|require)\(/)
    const beside = ['src-main/hosts/electron/lab/labProcess.js', 'src-main/trainer/worker.js']
    for (const path of beside) expect(place(`out/main/${path}`), path).toBe(true)
  })

  it('has its fuses set so that it runs nothing except its own archive', () => {
    const binary = readFileSync(join(folder, 'dist/linux-unpacked/regnet-lab-bench'), 'latin1')
    const wire = binary.slice(binary.indexOf(fuseMark) + fuseMark.length + 2)
    const [runAsNode, , nodeOptions, nodeInspect, asarIntegrity, onlyAsar, , fileProtocol] = wire
    expect({ runAsNode, nodeOptions, nodeInspect, fileProtocol }).toEqual({
      ...{ runAsNode: '0', nodeOptions: '0', nodeInspect: '0', fileProtocol: '0' },
    })
    expect({ asarIntegrity, onlyAsar }).toEqual({ asarIntegrity: '1', onlyAsar: '1' })
  })

  it('includes licences and is not larger than necessary', () => {
    expect(readFileSync(join(resources, 'licences.txt'), 'utf8')).toMatch(/^onnxruntime-node .*: MIT$/m)
    const megabytes = (of: ArchivedFile[]) => of.reduce((sum, { size }) => sum + size, 0) / 1e6
    const [inside, beside] = [files.filter((file) => !file.unpacked), files.filter((file) => file.unpacked)]
    process.stdout.write(
      `Packaged: ${inside.length} files of ${megabytes(inside).toFixed(1)} MB in the archive, ` +
        `${beside.length} of ${megabytes(beside).toFixed(1)} MB beside it, without Electron and Node.\n`,
    )
    expect(megabytes(files)).toBeLessThan(110)
  })

  it('can download the CUDA libraries with what it includes', async () => {
    const script = join(unpacked, 'node_modules/onnxruntime-node/script/install.js')
    await run(node, [script, '--onnxruntime-node-install=skip'], { cwd: folder })
  })

  it.each(['--win', '--mac', process.arch === 'x64' ? '--arm64' : '--x64'])(
    'is not built for %s here',
    async (word) => {
      const made = run(process.execPath, [join(root, 'scripts/package.ts'), word], { cwd: root })
      await expect(made).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(word) as string })
    },
  )

  it('trains under its bundled Node, from its own files alone', async () => {
    const study = writeStudy(folder, { perSpace: 1 })
    const main = join(unpacked, 'out/main/src-main/hosts/cli/main.js')
    const { stdout } = await run(node, [main, 'study', study, '--out', join(folder, 'out'), '--json'], { cwd: folder })
    expect(JSON.parse(stdout)).toHaveProperty('digest')
  })

  it('has the command line beside it, which can be symlinked anywhere and names itself in its output', async () => {
    symlinkSync(join(resources, 'bin/regbench'), join(folder, 'link'))
    const command = join(folder, 'regbench')
    symlinkSync('link', command)
    // Without a system-wide Node.
    const env = { PATH: '/usr/bin:/bin', HOME: folder }
    const { stdout } = await run(command, ['providers', '--json'], { cwd: '/', env })
    expect((JSON.parse(stdout) as { id: string; available: boolean }[])[0]).toMatchObject({
      id: 'cpu',
      available: true,
    })
    const lab = join(folder, 'damaged')
    mkdirSync(lab)
    writeFileSync(join(lab, 'lab.sqlite'), 'SQLite format 3\0 and no more')
    const study = writeStudy(folder, { perSpace: 1 })
    const refused = run(command, ['study', study, '--out', lab], { cwd: '/', env })
    await expect(refused).rejects.toMatchObject({ stderr: expect.stringContaining(`${command} restore`) as string })
  })

  it('trains, describes and exports in a lab under its bundled Node, each in a separate process', async () => {
    const entry = join(unpacked, 'out/main/src-main/hosts/browser/main.js')
    const rendererDir = emptyRenderer(folder)
    const { host, client } = await startHost(join(folder, 'served'), rendererDir, [], { node, entry })
    try {
      const plan = smallPlan({ epochs: 1 })
      const { id } = await newStudy(client, { name: 'packaged', plan, spaces: [smallSpace('RegNetX')] })
      const [space] = await client.spaces.list({ studyId: id })
      const request = { spaceId: space!.id, name: 'p', count: 1, seed: 3, plan, keepWeights: { keep: 'all' } as const }
      await client.populations.add({ request, start: true })
      await untilQueue(client, ({ runs }) => runs.finished === 1 || runs.failed === 1)
      expect((await client.queue.status()).runs).toMatchObject({ finished: 1, failed: 0 })
      expect((await client.system.providers({ again: true }))[0]).toMatchObject({ id: 'cpu', available: true })
      expect((await client.studies.exportBundle({ id, weights: true })).file.size).toBeGreaterThan(1000)
      expect((await client.studies.openSample()).name).not.toBe('')
    } finally {
      host.kill()
      await once(host, 'exit')
    }
  })

  it('opens and closes a lab in the process that the shell would start', async () => {
    const entry = join(unpacked, 'out/main/src-main/hosts/electron/lab/labProcess.js')
    const lab = startLabProcess({ entry, dataDir: join(folder, 'lab'), node }, { beside: false })
    const ended = new Promise<LabEnding>((resolve) => lab.onExit(resolve))
    expect(await once(lab.wire, 'said')).toEqual([{ kind: 'ready' }])
    lab.wire.say('close')
    expect(await ended).toEqual({ exitCode: 0, signal: null })
    expect(existsSync(join(folder, 'lab'))).toBe(true)
  })

  it('is a single program to desktops, and its deb and rpm packages put the command line in everybody’s PATH', async () => {
    const appDir = join(folder, 'dist/linux-unpacked')
    const { desktop, desktopFileName } = (await effectiveOptions('AppImage', appDir)) as {
      desktop: string
      desktopFileName: string
    }
    expect(desktopFileName).toBe('regnet-lab-bench.desktop')
    expect(desktop).toContain('\nStartupWMClass=regnet-lab-bench\n')
    // With its own runtime it needs neither libfuse2 nor to give up the sandbox where one is available.
    expect(desktop).not.toContain('--no-sandbox')
    for (const target of ['deb', 'rpm']) {
      const [words] = (await effectiveOptions(target, appDir)) as [string[]]
      expect(words).toContain('resources/command/installed=/usr/bin/regbench')
      const installed = words.find((word) => word.startsWith(`${appDir}/=`))!.split('=')[1]!
      expect(readFileSync(join(root, 'resources/command/installed'), 'utf8')).toContain(
        `exec '${installed}/resources/bin/regbench' "$@"`,
      )
    }
  })
})
