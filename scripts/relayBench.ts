/**
 * Measures the cost of the desktop program's relay for a large response: the rows of 10 000 runs, as requested by
 * Explore.
 *
 *   node scripts/relayBench.ts [--keep FOLDER] [--times 15]
 *
 * Socket: over the browser host's WebSocket. Pipe: over the pipe between the lab's process and the shell, which sends
 * the request itself. Relay: the same, forwarded by the shell over a message channel, as in every window of the desktop
 * program; the channel is Node's, which copies messages as Electron's does, and the receiving page is in this process.
 *
 * Processor time of this process, which acts as client and, for the relay, as shell, hardly depends on other load;
 * wall-clock times are only reliable on an idle machine. `--keep` keeps the lab in a folder and reuses it if already
 * filled. Speed is not a test: the script exits with 0 whatever it measures.
 */
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { LabProgram } from '#main/hosts/electron/lab/startLab.ts'
import type { LabClient } from '#main/services/client.ts'
import { createLab } from '#main/testing/openLab.ts'
import { emptyRenderer, startHost } from '../e2e/hostProcess.ts'
import { fillLab, type FilledLab } from './interfaceBench/fillLab.ts'

const root = join(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: { keep: { type: 'string' }, times: { type: 'string', default: '15' } },
})
const folder = options.keep ? resolve(options.keep) : mkdtempSync(join(tmpdir(), 'relay-bench-'))
const { populationIds } = await filledLab()

const ways = { socket: overSocket, pipe: overPipe, relay: overRelay }
for (const [way, open] of Object.entries(ways)) {
  const opened = await open()
  const times: number[] = []
  const work: number[] = []
  let megabytes = 0
  for (let i = 0; i < Number(options.times); i++) {
    const [from, before] = [performance.now(), process.cpuUsage()]
    const { rows } = await opened.client.runs.table({ populationIds, limit: 20_000 })
    times.push(performance.now() - from)
    const { user, system } = process.cpuUsage(before)
    work.push((user + system) / 1000)
    megabytes = rows.length / 1e6
  }
  const text = (all: number[]) => `${median(all).toFixed(0)} ms (least ${Math.min(...all).toFixed(0)})`
  console.log(`${way}: ${megabytes.toFixed(2)} MB in ${text(times)}, of which this process works ${text(work)}`)
  await opened.close()
}
if (!options.keep) rmSync(folder, { recursive: true })

function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!
}

interface Opened {
  client: LabClient
  close(): Promise<void>
}

async function overSocket(): Promise<Opened> {
  const { host, client } = await startHost(folder, emptyRenderer(folder))
  return { client, close: () => ended(host) }
}

async function overPipe(): Promise<Opened> {
  const { createLabClient } = await import('#main/hosts/electron/labs/labClient.ts')
  const { supervisor, close } = await supervised()
  return { client: createLabClient(supervisor.openPort()!), close }
}

async function overRelay(): Promise<Opened> {
  const { supervisor, close } = await supervised()
  // A port of Node's, in place of the one passed to a window's page.
  const { port } = supervisor.openPortOfWindow() as unknown as { port: MessagePort }
  port.start()
  return { client: createORPCClient<LabClient>(new RPCLink({ port })), close }
}

/** The lab in its process, under the shell's own supervisor. */
async function supervised() {
  const electron = new URL('relayBench/electron.ts', import.meta.url).href
  registerHooks({
    resolve: (name, context, next) =>
      name === 'electron' ? { url: electron, shortCircuit: true } : next(name, context),
  })
  const { LabSupervisor } = await import('#main/hosts/electron/labs/labSupervisor.ts')
  const { startLabProcess } = await import('#main/hosts/electron/lab/startLab.ts')
  const entry = join(root, 'src-main/hosts/electron/lab/labProcess.ts')
  const program: LabProgram = { dataDir: folder, entry, node: process.execPath }
  return new Promise<{ supervisor: InstanceType<typeof LabSupervisor>; close: () => Promise<void> }>((done, failed) => {
    const fails = (what: unknown) => failed(new Error(JSON.stringify(what)))
    const supervisor = new LabSupervisor(startLabProcess, program, {
      ...{ fault: fails, crashed: fails, replaced: () => undefined },
      ready: () => done({ supervisor, close: () => supervisor.close() }),
    })
    supervisor.start()
  })
}

function ended(host: ChildProcess): Promise<void> {
  return new Promise((done) => {
    host.once('close', () => done())
    host.kill('SIGTERM')
  })
}

/** The lab in `folder`, filled if it is new. */
async function filledLab(): Promise<FilledLab> {
  const note = join(folder, 'filled.json')
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as FilledLab
  mkdirSync(folder, { recursive: true })
  const lab = await createLab({ dataDir: folder })
  const filled = fillLab(lab)
  await lab.close()
  writeFileSync(note, JSON.stringify(filled))
  return filled
}
