import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { addRuntime } from './chooseCuda.ts'
import { cudaFolder } from './cudaLibraries.ts'

/** Source of a file in a manifest: a NuGet package known to onnxruntime, and the path inside it. */
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
/** onnxruntime-node's function that downloads packages and extracts files. */
export type InstallPackages = (packages: Set<object>, files: WantedFile[], feeds: object) => Promise<void>

const manifestFile = createRequire(import.meta.url).resolve('onnxruntime-node/package.json')
const ofRuntime = createRequire(manifestFile)

/** onnxruntime-node's own implementation, through the proxy in GLOBAL_AGENT_HTTPS_PROXY. */
const installPackages: InstallPackages = (...given) => {
  ;(ofRuntime('global-agent') as { bootstrap(): void }).bootstrap()
  return (ofRuntime('./script/install-utils.js') as { installPackages: InstallPackages }).installPackages(...given)
}

/**
 * Downloads CUDA's libraries for this onnxruntime version (half a gigabyte from nuget.org) into the user's folder for
 * them, which it returns. Processes started later find them. Throws RangeError on systems other than Linux x64.
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
  // Last, because it makes the others visible.
  addRuntime(folder)
  return folder
}
