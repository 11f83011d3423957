import { RPCHandler } from '@orpc/server/ws'
import { createReadStream } from 'node:fs'
import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { proofPath, rpcPath, socketProtocol, type SocketProtocol } from '#shared/contract/browserAccess.ts'
import type { LabContext } from '#main/services/labContext.ts'
import { createRouter } from '#main/services/router.ts'
import { createAccess } from './access.ts'
import { boundedSocket } from './boundedSocket.ts'
import type { HostMemory } from './hostMemory.ts'
import { securityHeaders } from '#main/hosts/window/securityHeaders.ts'
import { findFile } from '#main/hosts/window/staticFiles.ts'

export interface BrowserHostOptions {
  lab: { core: LabContext }
  /** Folder of the built window. */
  rendererDir: string
  /** 0: any free port. */
  port: number
  /** How the lab was served at the previous start; without it none of its pages has access. */
  last?: HostMemory | undefined
  /** Called when a page has ended every other session, so that address and session are new. */
  onRevoked?: (host: BrowserHost) => void
}

export interface BrowserHost {
  /** The address to open in a browser, including the token. */
  readonly address: string
  readonly port: number
  /** The session held by its pages. */
  readonly session: string
  /** Closes every connection. */
  close(): Promise<void>
}

/** Large enough for a bundle, the largest message. */
const largestMessage = 256 * 2 ** 20

/** Serves the bench to browsers on this machine only, and the lab to pages admitted by access.ts. */
export async function createBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { lab, rendererDir, port: wanted, last, onRevoked } = options
  const access = createAccess()
  const handler = new RPCHandler(createRouter(lab, { host: 'browser' }))
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
    handleProtocols: (offered) => access.purpose([...offered]) ?? false,
  })
  let port = wanted

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = urlOf(request)
    if (access.foreign(request, port) || !url) refuse(response, 403)
    else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, 405, { Allow: 'GET, HEAD' })
    else if (url.pathname === proofPath) prove(response, url.searchParams.get('nonce'))
    else await sendFile(request, response, url.pathname)
  }

  function prove(response: ServerResponse, nonce: string | null): void {
    if (nonce === null || !/^[\w-]{16,128}$/.test(nonce)) {
      refuse(response, 400)
      return
    }
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }
    response.writeHead(200, { ...securityHeaders, ...headers })
    response.end(JSON.stringify(access.proofs(port, nonce)))
  }

  async function sendFile({ method }: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const file = await findFile(rendererDir, path)
    if (!file) {
      refuse(response, 404)
      return
    }
    const { type, size, cacheControl } = file
    const headers = { 'Content-Type': type, 'Content-Length': size, 'Cache-Control': cacheControl }
    response.writeHead(200, { ...securityHeaders, ...headers })
    if (method === 'HEAD') response.end()
    else
      createReadStream(file.path)
        .on('error', () => response.destroy())
        .pipe(response)
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const purpose = access.purpose(offeredBy(request))
    // Browsers send the origin of the page that opens a WebSocket; clients without one are not our pages.
    if (request.headers.origin === undefined || access.foreign(request, port)) refuseUpgrade(socket, 403)
    else if (!purpose) refuseUpgrade(socket, 401)
    else if (urlOf(request)?.pathname !== rpcPath) refuseUpgrade(socket, 404)
    else
      sockets.handleUpgrade(request, socket, head, (websocket) => {
        websocket.on('error', () => websocket.terminate())
        serve[purpose](websocket)
      })
  })

  const serve: Record<SocketProtocol, (websocket: WebSocket) => void> = {
    [socketProtocol.rpc]: (websocket) => void handler.upgrade(boundedSocket(websocket)),
    [socketProtocol.renewal]: giveSession,
    [socketProtocol.revocation](websocket) {
      access.revoke()
      for (const other of sockets.clients) if (other !== websocket) other.terminate()
      onRevoked?.(host)
      giveSession(websocket)
    },
  }

  function giveSession(websocket: WebSocket): void {
    websocket.send(access.session)
    websocket.close()
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port

  // Only at the same port: pages look for the host there, and no other port needs to readmit anyone.
  if (last?.port === port) access.remember(last.session)

  const host: BrowserHost = {
    get address() {
      return `http://127.0.0.1:${port}/?token=${access.token}`
    },
    port,
    get session() {
      return access.session
    },
    async close() {
      for (const websocket of sockets.clients) websocket.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return host
}

/** The subprotocols offered by a WebSocket request. */
function offeredBy({ headers }: IncomingMessage): string[] {
  return (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
}

/** The request's URL; undefined if invalid. */
function urlOf({ url = '' }: IncomingMessage): URL | undefined {
  return url.startsWith('/') && !url.startsWith('//') ? (URL.parse(url, 'http://127.0.0.1') ?? undefined) : undefined
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    ...securityHeaders,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  })
  response.end(`${status} ${STATUS_CODES[status] ?? ''}.\n`)
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
