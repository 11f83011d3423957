import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { WebSocket } from 'ws'
import { createBrowserHost, type BrowserHost } from '#main/hosts/browser/browserHost.ts'
import type { LabClient } from '#main/services/client.ts'
import { openSocket } from '#main/services/testing/transports.ts'
import { must, type Family, type Tools } from '../family.ts'
import { withFakeLab } from '../lab/client.ts'
import type { Random } from '../random.ts'

const attacksOfTrial = 40
const secret = 'SECRET-of-the-user'

type Attack = (host: BrowserHost, random: Random) => Promise<void>

/** Input over sockets from clients with and without access. */
export const sockets: Family = {
  id: 'sockets',
  promise: 'The host listens to this machine alone, lets nobody in without its secret, and outlives whatever is sent',
  trials: 250,
  parts: attacksOfTrial,
  limitMs: 120_000,
  async run(trial, tools) {
    const rendererDir = join(tools.folder, 'renderer')
    mkdirSync(rendererDir)
    writeFileSync(join(rendererDir, 'index.html'), '<title>bench</title>')
    writeFileSync(join(tools.folder, 'secret.json'), secret)
    await withFakeLab(join(tools.folder, 'lab'), async (lab) => {
      writeFileSync(join(lab.folder, 'secret.json'), secret)
      const host = await createBrowserHost({ lab, rendererDir, port: 0 })
      try {
        if (trial % 25 === 0) await notElsewhere(host)
        await attackAll(host, tools)
      } finally {
        await host.close()
      }
    })
  },
}

async function attackAll(host: BrowserHost, { random, at, parts }: Tools): Promise<void> {
  for (let part = 0; part < parts; part++) {
    at(part)
    await random.pick(attacks)(host, random)
  }
  const websocket = await openSocket(host.address)
  const client = createORPCClient<LabClient>(new RPCLink({ websocket: websocket as unknown as globalThis.WebSocket }))
  const answer = await Promise.race([client.system.info(), delay(10_000)])
  must(answer !== undefined, 'the host does not answer any more')
  websocket.terminate()
}

/** Throws if the host listens on other addresses of this machine. */
async function notElsewhere({ port }: BrowserHost): Promise<void> {
  const others = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).filter(({ internal }) => !internal))
  for (const { address, family } of others) {
    if (family !== 'IPv4') continue
    const socket = connect(port, address)
    const isOpen = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      delay(1000, false),
    ])
    socket.destroy()
    must(!isOpen, `the host listens on ${address}`)
  }
}

/** Writes bytes to a new connection and returns the response until it ends or `waitMs` has passed. */
async function exchange({ port }: BrowserHost, bytes: Buffer | string, waitMs: number): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('latin1')
  socket.on('error', () => undefined)
  socket.on('data', (text: string) => (answer += text))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(bytes)
  await Promise.race([closed, delay(waitMs)])
  socket.destroy()
  return answer
}

const upgrade =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
const paths = [
  ...[
    '/',
    '/index.html',
    '/rpc',
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/../../secret.json',
  ],
  ...['//127.0.0.1/secret.json', '/lab/secret.json', '/\\..\\secret.json', '/%00', '/rpc?token=', '/?token=x', '*', ''],
]

/** A request from a client that does not know the secret. */
const stranger: Attack = async (host, random) => {
  const names = [`127.0.0.1:${host.port}`, `localhost:${host.port}`, 'evil.example', '127.0.0.1', `[::1]:${host.port}`]
  const origins = [`http://127.0.0.1:${host.port}`, 'http://evil.example', 'null', 'file://']
  const lines = [
    `${random.pick(['GET', 'GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'TRACE', 'X'])} ${random.pick(paths)} HTTP/1.1`,
    `Host: ${random.pick(names)}`,
    ...(random.chance(0.6) ? [`Origin: ${random.pick(origins)}`] : []),
    ...(random.chance(0.5) ? [`Cookie: regbench-${host.port}=${random.text('aZ09_-', 43)}`] : []),
    ...(random.chance(0.3) ? [`Sec-WebSocket-Protocol: ${random.text('aZ09_-', 43)}`] : []),
  ]
  const wants = random.chance(0.6) ? upgrade : 'Connection: close\r\n'
  const answer = await exchange(host, `${lines.join('\r\n')}\r\n${wants}\r\n`, 300)
  must(!answer.startsWith('HTTP/1.1 101'), `let in: ${lines.join(' | ')}`)
  must(!answer.includes(secret), `a secret is served: ${lines.join(' | ')}`)
}

const noise: Attack = async (host, random) => {
  await exchange(host, random.bytes(random.between(1, 5000)), 30)
}

const halfRequest: Attack = async (host, random) => {
  const header = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nContent-Length: ${random.pick(['1', '1e9', '999999999999', '-1'])}\r\n`
  await exchange(host, header.slice(0, random.between(1, header.length)), 20)
}

const hugeHeader: Attack = async (host, random) => {
  const name = random.pick(['Cookie', 'Host', 'X'])
  await exchange(host, `GET / HTTP/1.1\r\n${name}: ${'x'.repeat(random.between(10_000, 300_000))}\r\n\r\n`, 50)
}

const flood: Attack = async (host, random) => {
  const open = Array.from({ length: random.between(20, 150) }, () =>
    connect(host.port, '127.0.0.1').on('error', () => undefined),
  )
  await delay(10)
  for (const socket of open) socket.destroy()
}

/** Uses a socket with access. */
async function asFriend(host: BrowserHost, use: (socket: WebSocket) => Promise<void> | void): Promise<void> {
  const socket = await openSocket(host.address)
  socket.on('error', () => undefined)
  await use(socket)
  await delay(20)
  socket.terminate()
}

const badFrames: Attack = (host, random) =>
  asFriend(host, (socket) => {
    const raw = (socket as unknown as { _socket: Socket })._socket
    raw.write(random.bytes(random.between(1, 200)))
  })

const badMessages: Attack = (host, random) =>
  asFriend(host, (socket) => {
    const id = random.between(0, 5)
    const path = random.pick(['/studies/list', '/__proto__/x', '/studies', '', '/system/info', 7, null])
    const nasty = [
      ...['', '{', 'null', '[]', '{"i":1}', `{"i":${id},"p":{"u":${JSON.stringify(path)},"b":{}}}`],
      ...[
        `{"i":"${id}","t":99}`,
        '['.repeat(random.between(10, 20_000)),
        `{"i":1,"p":{"u":"/studies/get","b":{"json":{"id":1e999}}}}`,
      ],
      ...['{"__proto__":{"x":1}}', `"${'x'.repeat(100_000)}"`],
    ]
    for (let left = random.between(1, 30); left > 0; left--) {
      const message = random.pick(nasty)
      socket.send(random.chance(0.3) ? random.bytes(random.between(0, 300)) : message)
    }
  })

const hugeMessage: Attack = (host, random) =>
  asFriend(host, async (socket) => {
    socket.send(Buffer.alloc(random.pick([1, 4, 16]) * 2 ** 20, 0x5b))
    await delay(50)
  })

const pings: Attack = (host, random) =>
  asFriend(host, (socket) => {
    for (let left = random.between(10, 500); left > 0; left--) socket.ping()
  })

/** Sends requests and leaves without waiting for the responses. */
const deserter: Attack = (host, random) =>
  asFriend(host, (socket) => {
    const client = createORPCClient<LabClient>(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
    for (let left = random.between(1, 50); left > 0; left--) client.studies.list({}).catch(() => undefined)
    void client.changes.watch().catch(() => undefined)
  })

const attacks: readonly Attack[] = [
  ...[stranger, stranger, stranger, stranger, noise, halfRequest, hugeHeader, flood],
  ...[badFrames, badMessages, badMessages, hugeMessage, pings, deserter],
]
