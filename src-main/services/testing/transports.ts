import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { duplexPair } from 'node:stream'
import { WebSocket } from 'ws'
import { rpcPath, socketProtocol, type SocketProtocol } from '#shared/contract/browserAccess.ts'
import { createBrowserHost } from '#main/hosts/browser/browserHost.ts'
import { servePorts } from '#main/hosts/electron/lab/servePorts.ts'
import { Wire } from '#main/hosts/electron/lab/wire.ts'
import type { Lab } from '#main/lab.ts'
import type { LabClient } from '#main/services/client.ts'
import { memoryPorts } from './memoryPorts.ts'

/** A client of a lab that must be closed. */
export interface Connected {
  client: LabClient
  close(): Promise<void>
}

/** Every transport for calling a lab. */
export const transports: Record<string, (lab: Lab) => Promise<Connected>> = {
  'a port in memory': (lab) => {
    const [ours, theirs] = memoryPorts()
    servePorts(lab)(theirs)
    return Promise.resolve({
      client: createORPCClient<LabClient>(new PortLink({ port: ours })),
      close() {
        ours.close()
        return Promise.resolve()
      },
    })
  },

  'a port of the desktop application': (lab) => {
    const [shell, process] = duplexPair()
    const [ours, theirs] = [new Wire(shell), new Wire(process)]
    theirs.on('port', servePorts(lab))
    return Promise.resolve({
      client: createORPCClient<LabClient>(new PortLink({ port: ours.openPort() })),
      close: () => ours.end(),
    })
  },

  'a WebSocket of the browser host': async (lab) => {
    const rendererDir = join(lab.folder, 'renderer')
    mkdirSync(rendererDir)
    writeFileSync(join(rendererDir, 'index.html'), '')
    const host = await createBrowserHost({ lab, rendererDir, port: 0 })
    const websocket = await openSocket(host.address)
    return {
      client: createORPCClient<LabClient>(new SocketLink({ websocket: websocket as unknown as globalThis.WebSocket })),
      async close() {
        websocket.terminate()
        await host.close()
      },
    }
  },
}

/** The session that a host grants for the address it printed. */
export const sessionOf = (address: string): Promise<string> =>
  sessionBy(address, socketProtocol.renewal, new URL(address).searchParams.get('token')!)

/** The new session that a host grants to the page that revokes all others. */
export const revoke = (address: string, session: string): Promise<string> =>
  sessionBy(address, socketProtocol.revocation, session)

async function sessionBy(address: string, protocol: SocketProtocol, secret: string): Promise<string> {
  const [session] = (await once(socketOf(address, protocol, secret), 'message')) as [Buffer]
  return session.toString()
}

/** An open WebSocket to a host, as opened by a page that it served, with that page's session. */
export async function openSocket(address: string, session?: string): Promise<WebSocket> {
  const websocket = socketOf(address, socketProtocol.rpc, session ?? (await sessionOf(address)))
  await once(websocket, 'open')
  return websocket
}

function socketOf(address: string, protocol: SocketProtocol, secret: string): WebSocket {
  const { host, origin } = new URL(address)
  return new WebSocket(`ws://${host}${rpcPath}`, [protocol, secret], { headers: { origin } })
}
