import { RPCHandler } from '@orpc/server/ws'
import { createReadStream } from 'node:fs'
import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { LabCore } from '#main/services/labCore.ts'
import { createRouter } from '#main/services/router.ts'
import { createAccess } from './access.ts'
import { securityHeaders } from '#main/hosts/window/securityHeaders.ts'
import { findFile } from '#main/hosts/window/staticFiles.ts'

export interface BrowserHostOptions {
  lab: { core: LabCore }
  /** Folder of the built window. */
  rendererDir: string
  /** 0: any that is free. */
  port: number
  /** What the cookies of the last start hold; absent: none is let in without the token. */
  session?: string | undefined
}

export interface BrowserHost {
  /** To be opened in a browser; with the token. */
  address: string
  port: number
  /** What its cookies hold. */
  session: string
  /** Ends every connection. */
  close(): Promise<void>
}

/** Path of the contract's WebSocket. */
const rpcPath = '/rpc'
/** A bundle is the largest thing that is sent. */
const largestMessage = 256 * 2 ** 20

/**
 * Serves the bench to browsers of this machine alone. The token of the address is exchanged for a cookie at the first
 * visit; without it, or with a foreign Host or Origin, nothing is answered but 401 or 403.
 */
export async function createBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { lab, rendererDir, port: wanted, session } = options
  const access = createAccess(session)
  const handler = new RPCHandler(createRouter(lab, { host: 'browser' }))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false })
  let port = wanted

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = urlOf(request)
    if (access.foreign(request, port) || !url) {
      refuse(response, 403)
      return
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, { Allow: 'GET, HEAD' })
      return
    }
    const token = url.searchParams.get('token')
    if (url.pathname === '/' && token !== null && access.knows(token)) {
      response.writeHead(303, {
        ...securityHeaders,
        Location: '/',
        'Set-Cookie': access.cookie(port),
        'Cache-Control': 'no-store',
      })
      response.end()
      return
    }
    const refusal = access.refusal(request, port)
    if (refusal) refuse(response, refusal)
    else await sendFile(request, response, url.pathname)
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
    // A browser names the page that opens a WebSocket; what does not is no page of ours.
    const refusal = request.headers.origin === undefined ? 403 : access.refusal(request, port)
    if (refusal) refuseUpgrade(socket, refusal)
    else if (urlOf(request)?.pathname !== rpcPath) refuseUpgrade(socket, 404)
    else
      sockets.handleUpgrade(request, socket, head, (websocket) => {
        websocket.on('error', () => websocket.terminate())
        void handler.upgrade(websocket)
      })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port

  return {
    address: `http://127.0.0.1:${port}/?token=${access.token}`,
    port,
    session: access.session,
    async close() {
      for (const websocket of sockets.clients) websocket.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The request's URL; undefined: it has none that can be read. */
function urlOf({ url = '' }: IncomingMessage): URL | undefined {
  return url.startsWith('/') && !url.startsWith('//') ? (URL.parse(url, 'http://127.0.0.1') ?? undefined) : undefined
}

const advice: Record<number, string> = {
  401: 'Open the address that the program printed when it started.',
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  const text = `${status} ${STATUS_CODES[status] ?? ''}. ${advice[status] ?? ''}`.trim()
  response.writeHead(status, {
    ...securityHeaders,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  })
  response.end(`${text}\n`)
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
