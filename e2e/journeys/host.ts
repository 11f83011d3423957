import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '../..')
const entry = join(root, 'src-main/hosts/browser/main.ts')
const renderer = join(root, 'out/renderer')

/** A browser host over a lab's folder. */
export interface Host {
  /** The address with its token. */
  url: string
  process: ChildProcess
  /** Ends it in an orderly way: runs are checkpointed. */
  stop(): Promise<void>
  /** Kills it and every trainer at once, as a power cut would. */
  kill(): Promise<void>
}

/**
 * Starts a host on the port of the previous one over the same folder; resolves once it answers. Rejects with its output
 * if it ends before.
 */
export function startHost(dataDir: string, trainers = 2): Promise<Host> {
  const child = spawn(
    process.execPath,
    [entry, '--data-dir', dataDir, '--renderer', renderer, '--trainers', String(trainers)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error(`The host ended: ${said}`)))
    createInterface(child.stdout).on('line', (line) => {
      said += `${line}\n`
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(line) ?? []
      if (url !== undefined) resolve({ url, process: child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') })
    })
  })
}
