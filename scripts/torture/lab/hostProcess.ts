import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const entry = join(import.meta.dirname, '../../../src-main/hosts/browser/main.ts')

/** How a host ended. */
export interface HostEnd {
  code: number | null
  signal: NodeJS.Signals | null
}

/** A browser host in a separate process. */
export interface HostProcess {
  child: ChildProcess
  /** The address it printed; undefined if it ended without one. */
  address: Promise<string | undefined>
  ended: Promise<HostEnd>
  /** Its output on stderr so far. */
  errors: () => string
}

/** Starts a browser host whose window, a single empty page, is in `scratch`. */
export function startHost(
  dataDir: string,
  scratch: string,
  stdio: StdioOptions = ['ignore', 'pipe', 'pipe'],
): HostProcess {
  const rendererDir = join(scratch, 'renderer')
  mkdirSync(rendererDir, { recursive: true })
  writeFileSync(join(rendererDir, 'index.html'), '')
  const words = [entry, '--data-dir', dataDir, '--renderer', rendererDir, '--port', '0', '--trainers', '1']
  const child = spawn(process.execPath, words, { stdio })
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const ended = new Promise<HostEnd>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
  const address = new Promise<string | undefined>((resolve) => {
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const [, found] = /^RegNet Lab Bench: (\S+)\n/m.exec(output) ?? []
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => resolve(undefined))
  })
  return { child, address, ended, errors: () => errors }
}
