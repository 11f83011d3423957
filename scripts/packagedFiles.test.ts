import { FileMatcher } from 'app-builder-lib/out/fileMatcher.js'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

/** Which files of the native packages electron-builder includes under electron-builder.yml, for every system. */

const root = join(import.meta.dirname, '..')
const { files } = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as { files: string[] }
const aFile = statSync(join(root, 'package.json'))

/** electron-builder's own filter for packages: includes everything except what the lists exclude. */
function filterFor(platform: string, arch: string): (path: string) => boolean {
  const expanded = (pattern: string) => pattern.replaceAll('${platform}', platform).replaceAll('${arch}', arch)
  const leftOut = files.filter((pattern) => pattern.startsWith('!'))
  const takes = new FileMatcher(root, join(root, 'dist'), expanded, ['**/*', ...leftOut]).createFilter()
  return (path) => takes(join(root, path), aFile)
}

/** The files of an installed package; onnxruntime and SQLite contain those for every system. */
function filesOf(name: string): string[] {
  return readdirSync(join(root, 'node_modules', name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}
const isNative = (path: string) => /\.(node|dll|dylib)$|\.so(\.|$)/.test(path)

/** npm installs sharp only for its own system; these are the contents of its packages for each. */
function sharpFor(platform: string, arch: string): string[] {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/sharp/package.json'), 'utf8')) as {
    version: string
  }
  const lib = `node_modules/@img/sharp-${platform}-${arch}/lib`
  const libvips = `node_modules/@img/sharp-libvips-${platform}-${arch}/lib`
  const libraries = {
    win32: [`${lib}/libvips-42.dll`, `${lib}/libvips-cpp-8.18.7.dll`],
    darwin: [`${libvips}/libvips-cpp.8.18.7.dylib`, `${libvips}/index.js`],
    linux: [`${libvips}/libvips-cpp.so.8.18.7`, `${libvips}/index.js`],
  }[platform]!
  return [
    `node_modules/@img/sharp-${platform}-${arch}/index.cjs`,
    `${lib}/sharp-${platform}-${arch}-${version}.node`,
    ...libraries,
  ]
}

const onnxruntime = {
  linux: ['libonnxruntime.so.1', 'onnxruntime_binding.node'],
  win32: ['DirectML.dll', 'dxcompiler.dll', 'dxil.dll', 'onnxruntime.dll', 'onnxruntime_binding.node'],
  darwin: ['libonnxruntime.1.dylib', 'onnxruntime_binding.node'],
}
const systems = [
  ...(['x64', 'arm64'] as const).flatMap((arch) => [['linux', arch] as const, ['win32', arch] as const]),
  ['darwin', 'arm64'] as const,
]

describe.each(systems)('the program for %s-%s', (platform, arch) => {
  const takes = filterFor(platform, arch)

  it('includes onnxruntime with the providers of its system, and none for others', () => {
    const folder = `node_modules/onnxruntime-node/bin/napi-v6/${platform}/${arch}`
    const taken = filesOf('onnxruntime-node').filter((path) => isNative(path) && takes(path))
    expect(taken.sort()).toEqual(onnxruntime[platform].map((name) => `${folder}/${name}`).sort())
  })

  it('includes koffi, and its module for the Node of the program', () => {
    const taken = filesOf('koffi').filter(takes)
    expect(taken).toContain('node_modules/koffi/src/koffi/index.js')
    expect(taken.filter((path) => /\.(cc|hh|c|h|S|asm)$/.test(path))).toEqual([])
    const module = `node_modules/@koromix/koffi-${platform}-${arch}`
    const binary = `${module}/${platform}_${arch}/koffi.node`
    expect([`${module}/index.js`, `${module}/package.json`, binary].filter((path) => !takes(path))).toEqual([])
    expect(takes(`${module}/musl_${arch}/koffi.node`)).toBe(platform !== 'linux')
    if (platform === process.platform && arch === process.arch) expect(existsSync(join(root, binary))).toBe(true)
  })

  it('includes SQLite for its system, and none for others', () => {
    const taken = filesOf('better-sqlite3').filter((path) => isNative(path) && takes(path))
    expect(taken).toEqual([`node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`])
  })

  it('includes all of sharp', () => {
    const given = sharpFor(platform, arch)
    expect(given.filter((path) => !takes(path))).toEqual([])
    if (platform === process.platform && arch === process.arch)
      expect(given.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('includes only the variable font of reports and figures, and the tool that subsets it', () => {
    expect(filesOf('pretendard').filter((path) => /\.(woff2?|ttf|otf)$/.test(path) && takes(path))).toEqual([
      'node_modules/pretendard/dist/web/variable/woff2/PretendardVariable.woff2',
    ])
    const wasm = [...filesOf('harfbuzzjs'), ...filesOf('wawoff2')].filter(
      (path) => path.endsWith('.wasm') && takes(path),
    )
    expect(wasm).toContain('node_modules/harfbuzzjs/dist/harfbuzz-subset.wasm')
  })

  it('downloads CUDA’s libraries only on request', () => {
    const cuda = [
      'libonnxruntime_providers_cuda.so',
      'onnxruntime_providers_tensorrt.dll',
      'libonnxruntime_providers_shared.so',
    ]
    expect(
      cuda.filter((name) => takes(`node_modules/onnxruntime-node/bin/napi-v6/${platform}/${arch}/${name}`)),
    ).toEqual([])
    for (const name of ['install-utils.js', 'install-metadata.js'])
      expect(takes(`node_modules/onnxruntime-node/script/${name}`)).toBe(true)
  })
})
