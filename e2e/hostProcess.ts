import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { LabClient } from '#main/services/client.ts'
import { openSocket } from '#main/services/testing/transports.ts'

export const hostEntry = join(import.meta.dirname, '../src-main/hosts/browser/main.ts')

/** A folder in `folder` in place of the built window. */
export function emptyRenderer(folder: string): string {
  const rendererDir = join(folder, 'renderer')
  mkdirSync(rendererDir, { recursive: true })
  writeFileSync(join(rendererDir, 'index.html'), '')
  return rendererDir
}

/**
 * Starts a browser host in a separate process, with a client. Its errors are shown, and their reader can be closed. The
 * last parameter selects another Node and entry.
 */
export async function startHost(
  dataDir: string,
  rendererDir: string,
  more: readonly string[] = [],
  { node, entry } = { node: process.execPath, entry: hostEntry },
): Promise<{ host: ChildProcess; address: string; client: LabClient }> {
  const words = [entry, '--data-dir', dataDir, '--renderer', rendererDir, '--trainers', '2', ...more]
  const host = spawn(node, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  host.stdout.setEncoding('utf8')
  host.stderr.pipe(process.stderr, { end: false })
  const [line] = (await once(host.stdout, 'data')) as [string]
  const address = /^RegNet Lab Bench: (\S+)\n$/.exec(line)![1]!
  return { host, address, client: clientOf(await openSocket(address)) }
}

/** The client over a socket. */
export function clientOf(websocket: Awaited<ReturnType<typeof openSocket>>): LabClient {
  return createORPCClient<LabClient>(new RPCLink({ websocket: websocket as unknown as WebSocket }))
}

/** Resolves when `holds` is true for the queue's status. */
export async function untilQueue(
  client: LabClient,
  holds: (status: Awaited<ReturnType<LabClient['queue']['status']>>) => boolean,
) {
  for (;;) {
    const status = await client.queue.status()
    if (holds(status)) return status
    await delay(50)
  }
}
