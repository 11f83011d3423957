import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { cudaFolder, runtimeLibrary } from './cudaLibraries.ts'

/** Where a file of a manifest comes from: a package of NuGet's, of which onnxruntime knows, and its path in there. */
interface Source {
  package: string
  path: string
}
interface Metadata {
  manifests: Record<string, Record<string, Source>>
  packages: Record<string, object>
  feeds: object
}
interface WantedFile {
  filepath: string
  packagesInfo: object
  pathInPackage: string
}
/** How onnxruntime-node fetches packages and takes files out of them. */
export type InstallPackages = (packages: Set<object>, files: WantedFile[], feeds: object) => Promise<void>

const manifestFile = createRequire(import.meta.url).resolve('onnxruntime-node/package.json')
const runtime = dirname(manifestFile)
const ofRuntime = createRequire(manifestFile)

/** onnxruntime-node's own way, by the proxy that GLOBAL_AGENT_HTTPS_PROXY names. */
const installPackages: InstallPackages = (...given) => {
  ;(ofRuntime('global-agent') as { bootstrap(): void }).bootstrap()
  return (ofRuntime('./script/install-utils.js') as { installPackages: InstallPackages }).installPackages(...given)
}

/**
 * Fetches CUDA's libraries for this version of onnxruntime, half a gigabyte from nuget.org, into the user's folder for
 * them, which is returned. They are found from the next process on. Throws RangeError on other systems than Linux x64.
 */
export async function fetchCuda(install = installPackages): Promise<string> {
  const { manifests, packages, feeds } = ofRuntime('./script/install-metadata.js') as Metadata
  const manifest = manifests[`${process.platform}/${process.arch}:cuda12`]
  if (!manifest)
    throw new RangeError(
      `onnxruntime has no CUDA libraries for this system (${process.platform}-${process.arch}); it has them for Linux x64.`,
    )
  const folder = cudaFolder()
  mkdirSync(folder, { recursive: true })
  const files = Object.entries(manifest).map(([name, source]) => ({
    filepath: join(folder, name),
    packagesInfo: packages[source.package]!,
    pathInPackage: source.path,
  }))
  await install(new Set(files.map(({ packagesInfo }) => packagesInfo)), files, feeds)
  // Last: by it the others are found.
  const own = join(runtime, 'bin/napi-v6', process.platform, process.arch, runtimeLibrary)
  writeWhole(join(folder, runtimeLibrary), readFileSync(own))
  return folder
}
