import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What a Python environment has of CUDA. */
export interface PythonEnvironment {
  /** PyPI's onnxruntime-gpu: its version, and the folder of its providers. Null if it is not installed. */
  provider: { version: string; folder: string } | null
  /** The folders of NVIDIA's libraries: those of its wheels, and the environment's own (conda). */
  libraryFolders: string[]
}

const entriesOf = (folder: string): string[] => {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}
const hasCuda = (folder: string) => entriesOf(folder).some((name) => /^lib(cublas|cudnn|cudart)\.so/.test(name))

/** What the environment at `folder`, of venv or conda, has of CUDA: from names of files, nothing is run or loaded. */
export function readPythonEnvironment(folder: string): PythonEnvironment {
  const sites = ['lib', 'lib64']
    .flatMap((lib) =>
      entriesOf(join(folder, lib))
        .filter((name) => /^python3\.\d+$/.test(name))
        .map((python) => join(folder, lib, python, 'site-packages')),
    )
    .filter((site) => existsSync(site))
  const [provider = null] = sites.flatMap((site) => {
    const names = entriesOf(site).map((name) => /^onnxruntime_gpu-(.+)\.dist-info$/.exec(name)?.[1])
    const version = names.find((name) => name !== undefined)
    return version === undefined ? [] : [{ version, folder: join(site, 'onnxruntime', 'capi') }]
  })
  const wheels = sites.flatMap((site) =>
    entriesOf(join(site, 'nvidia')).map((name) => join(site, 'nvidia', name, 'lib')),
  )
  return {
    provider,
    libraryFolders: [...wheels.filter((wheel) => existsSync(wheel)), ...[join(folder, 'lib')].filter(hasCuda)],
  }
}
