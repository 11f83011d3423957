import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createLab, type Lab } from '#main/lab.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { socketProtocol } from '#shared/contract/browserAccess.ts'
import type { LabClient } from '#main/services/client.ts'
import { openSocket, revoke, sessionOf } from '#main/services/testing/transports.ts'
import { isWithinLimits } from './boundedSocket.ts'
import { createBrowserHost, type BrowserHost } from './browserHost.ts'
import { defaultDataFolder } from '#main/hosts/window/dataFolder.ts'

const folder = mkdtempSync(join(tmpdir(), 'regbench-host-'))
let lab: Lab
let host: BrowserHost
let session: string
const { rpc, renewal, revocation } = socketProtocol

beforeAll(async () => {
  const rendererDir = join(folder, 'renderer')
  mkdirSync(join(rendererDir, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.json'), '{"secret":1}')
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>bench</title>')
  writeFileSync(join(rendererDir, 'assets/index-Ab12Cd34.js'), 'export {}')
  writeFileSync(join(rendererDir, 'notes.txt'), 'not a part of the window')
  symlinkSync(join(folder, 'secret.json'), join(rendererDir, 'link.json'))
  lab = await createLab(fakeLabOptions(join(folder, 'lab')))
  host = await createBrowserHost({ lab, rendererDir, port: 0 })
  session = await sessionOf(host.address)
})
afterAll(async () => {
  await host.close()
  await lab.close()
  rmSync(folder, { recursive: true })
})

interface Raw {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string
}

/** Status line, headers and body of the response to a request written byte by byte. */
async function ask({ method = 'GET', path = '/', headers = {}, body = '' }: Raw): Promise<string> {
  const own = { Host: `127.0.0.1:${host.port}`, Connection: 'close', ...headers }
  const lines = Object.entries(own).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]))
  return new Promise((resolve, reject) => {
    const socket = connect(host.port, '127.0.0.1', () => {
      socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
    })
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      answer += text
      if (answer.startsWith('HTTP/1.1 101 ')) socket.destroy()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}
const status = async (raw: Raw) => Number((await ask(raw)).split(' ')[1])

const upgrade = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
}

const offers = 'Sec-WebSocket-Protocol'
/** A page's request for a WebSocket that offers subprotocols. */
const socketAsked = (offered: string): Raw => ({
  path: '/rpc',
  headers: { ...upgrade, Origin: `http://127.0.0.1:${host.port}`, [offers]: offered },
})

describe('The browser host', () => {
  it('serves the window, which contains no secret, with restrictive headers', async () => {
    const answer = await ask({})
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer).toContain('<title>bench</title>')
    expect(answer).toContain("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';")
    expect(answer).toContain("frame-ancestors 'none'")
    for (const header of ['X-Content-Type-Options: nosniff', 'Referrer-Policy: no-referrer', 'Cache-Control: no-store'])
      expect(answer).toContain(header)
    expect(answer).toContain('Cross-Origin-Opener-Policy: same-origin')
    expect(await ask({ path: '/assets/index-Ab12Cd34.js' })).toMatch(/immutable[^]*export \{\}/)
    expect(await ask({ method: 'HEAD' })).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\n$/)
  })

  it('sends no cookie or secret over HTTP', async () => {
    const token = new URL(host.address).searchParams.get('token')!
    for (const path of [`/?token=${token}`, '/proof?nonce=0123456789abcdef', '/rpc']) {
      const answer = await ask({ path })
      expect(answer).not.toMatch(/set-cookie/i)
      expect(answer).not.toContain(token)
      expect(answer).not.toContain(session)
    }
    expect(token.length).toBeGreaterThan(40)
    expect(session).not.toBe(token)
  })

  it('proves to a page that it knows its token and session, for its nonce and this port only', async () => {
    const proofs = async (nonce: string) => (await ask({ path: `/proof?nonce=${nonce}` })).split('\r\n\r\n')[1]!
    const nonce = '0123456789abcdef'
    const proof = (port: number) => createHmac('sha256', session).update(`regbench ${port} ${nonce}`).digest('hex')
    expect(await proofs(nonce)).toContain(proof(host.port))
    expect(await proofs(nonce)).not.toContain(proof(host.port + 1))
    expect(await proofs(`${nonce}0`)).not.toContain(proof(host.port))
    for (const wrong of ['', 'short', 'x'.repeat(129), '%00'.repeat(20)])
      expect(await status({ path: `/proof?nonce=${wrong}` })).toBe(400)
  })

  it('lets pages of the previous start exchange their session at the same port, but none older', async () => {
    const rendererDir = join(folder, 'renderer')
    const { port } = host
    const older = session
    const token = new URL(host.address).searchParams.get('token')!
    const upgraded = (name: string, secret: string) => status(socketAsked(`${name}, ${secret}`))
    const restart = async (last?: { session: string; port: number }) => {
      await host.close()
      host = await createBrowserHost({ lab, rendererDir, port, last })
    }
    await restart()
    expect(await upgraded(renewal, older)).toBe(401)
    await restart({ session: older, port: port + 1 })
    expect(await upgraded(renewal, older)).toBe(401)
    await restart({ session: older, port })
    expect([await upgraded(rpc, older), await upgraded(renewal, older)]).toEqual([401, 101])
    expect([await upgraded(rpc, token), await upgraded(renewal, token)]).toEqual([401, 401])
    await restart({ session: host.session, port })
    expect(await upgraded(renewal, older)).toBe(401)
    session = await sessionOf(host.address)
  })

  it('ends every other session at a page’s request, and gives that page the new one', async () => {
    const [before, address, other] = [session, host.address, await openSocket(host.address)]
    const ended = once(other, 'close')
    session = await revoke(address, session)
    await ended
    expect(session).toBe(host.session)
    expect(session).not.toBe(before)
    expect(host.address).not.toBe(address)
    expect(await status(socketAsked(`${rpc}, ${before}`))).toBe(401)
    expect(await status(socketAsked(`${renewal}, ${new URL(address).searchParams.get('token')!}`))).toBe(401)
    expect(await status(socketAsked(`${rpc}, ${session}`))).toBe(101)
  })

  it.each<[string, number, Raw]>([
    ['with a foreign Host', 403, { headers: { Host: 'evil.example' } }],
    ['with a Host of another port', 403, { headers: { Host: '127.0.0.1:1' } }],
    ['with a foreign Origin', 403, { headers: { Origin: 'http://evil.example' } }],
    ['with the Origin null', 403, { headers: { Origin: 'null' } }],
    ['by POST', 405, { method: 'POST', headers: { 'Content-Length': '0' } }],
    ['by DELETE', 405, { method: 'DELETE' }],
    ['by OPTIONS', 405, { method: 'OPTIONS' }],
    ['for a file that is not there', 404, { path: '/nothing.js' }],
    ['for a folder', 404, { path: '/assets/' }],
    ['for a file of no known type', 404, { path: '/notes.txt' }],
    ['for a link out of the folder', 404, { path: '/link.json' }],
    ['for an absolute address', 403, { path: 'http://evil.example/' }],
    ['for an address without a scheme', 403, { path: '//evil.example/' }],
  ])('refuses a request %s', async (_, expected, raw) => {
    expect(await status(raw)).toBe(expected)
  })

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/%2e%2e%2fsecret.json',
    '/assets/../../secret.json',
    '/..\\secret.json',
    '/..%5csecret.json',
    '/assets/%2e%2e/%2e%2e/secret.json',
    '/%252e%252e/secret.json',
    '/index.html%00.json',
    '/%ff',
    '/C:/secret.json',
  ])('exposes nothing at the path %s', async (path) => {
    const answer = await ask({ path })
    expect(answer).toMatch(/^HTTP\/1\.1 40[0134] /)
    expect(answer).not.toContain('"secret"')
  })

  it('answers invalid HTTP with 400 and continues', async () => {
    expect(await status({ method: 'G@T', path: '/ /' })).toBe(400)
    expect(await status({})).toBe(200)
  })

  it.each<[string, number, Record<string, string>, string?]>([
    ['without a secret', 401, { [offers]: rpc }],
    ['without a subprotocol', 401, { [offers]: '' }],
    ['with a wrong secret', 401, { [offers]: `${rpc}, ${'a'.repeat(43)}` }],
    ['with a secret in a cookie', 401, { [offers]: rpc, Cookie: 'regbench=SESSION' }],
    ['with a secret in a header', 401, { [offers]: rpc, Authorization: 'Bearer SESSION' }],
    ['with a secret in the address', 401, { [offers]: rpc }, '/rpc?token=SESSION'],
    ['with a part of the secret', 401, { [offers]: `${rpc}, SESSIO` }],
    ['with the secret twice', 401, { [offers]: `${rpc}, SESSION, SESSION` }],
    ['with the secret alone', 401, { [offers]: 'SESSION' }],
    ['for the token, which is to be exchanged', 401, { [offers]: `${rpc}, TOKEN` }],
    ['to renew what is valid', 401, { [offers]: `${renewal}, SESSION` }],
    ['to revoke by the token', 401, { [offers]: `${revocation}, TOKEN` }],
    ['with the Origin null', 403, { Origin: 'null' }],
    ['with the Origin of another port', 403, { Origin: 'http://127.0.0.1:1' }],
    ['with a foreign Origin', 403, { Origin: 'http://evil.example' }],
    ['without an Origin', 403, { Origin: '' }],
    ['with a foreign Host', 403, { Host: 'evil.example' }],
    ['at another path', 404, {}, '/other'],
  ])('opens no WebSocket %s', async (_, expected, headers, path = '/rpc') => {
    const token = new URL(host.address).searchParams.get('token')!
    const placed = (text: string) =>
      text.replaceAll('SESSION', session).replace('SESSIO', session.slice(1)).replace('TOKEN', token)
    const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, placed(value)]))
    const asked = socketAsked(`${rpc}, ${session}`)
    expect(await status({ path: placed(path), headers: { ...asked.headers, ...own } })).toBe(expected)
  })

  it('closes only the connection whose message is too large', async () => {
    const [good, bad] = [await openSocket(host.address), await openSocket(host.address)]
    // The header of a frame announces 1 TB.
    const socket = (bad as unknown as { _socket: { write(bytes: Buffer): void } })._socket
    socket.write(Buffer.from([0x82, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    const [code] = await new Promise<[number]>((resolve) => bad.on('close', (closed) => resolve([closed])))
    expect(code).not.toBe(1000)
    expect(good.readyState).toBe(WebSocket.OPEN)
    expect(await status({})).toBe(200)
    good.terminate()
  })
})

describe('A message', () => {
  const nested = (depth: number) =>
    `{"i":"1","p":{"u":"/studies/list","b":{"json":${'['.repeat(depth)}${']'.repeat(depth)}}}}`
  it.each<[string, Buffer]>([
    ['nested three million deep', Buffer.from(nested(3e6))],
    ['with three million values', Buffer.from(`[${'[],'.repeat(3e6)}[]]`)],
    ['of a hundred million bytes', Buffer.alloc(1e8, ' ')],
    ['nested, with a file', Buffer.concat([Buffer.from(nested(1e4)), Buffer.from([0xff, 1, 2, 3])])],
  ])('%s is refused without parsing, while others are answered', async (_, message) => {
    const parse = vi.spyOn(JSON, 'parse')
    const [good, bad] = [await openSocket(host.address), await openSocket(host.address)]
    const ended = once(bad, 'close')
    bad.send(message)
    const [code] = (await ended) as [number]
    expect(code).toBe(1008)
    expect(parse).not.toHaveBeenCalled()
    parse.mockRestore()
    const { studies } = createORPCClient<LabClient>(new RPCLink({ websocket: good as unknown as globalThis.WebSocket }))
    expect(await studies.list({})).toEqual([])
    good.terminate()
  })

  it('with a file of any bytes after its JSON is passed on', () => {
    const file = Buffer.from('['.repeat(1000))
    expect(isWithinLimits(Buffer.concat([Buffer.from(nested(9)), Buffer.from([0xff]), file]))).toBe(true)
    expect(isWithinLimits(Buffer.concat([Buffer.from(nested(9)), file]))).toBe(false)
  })
})

describe('The default data folder', () => {
  it.each<[NodeJS.Platform, NodeJS.ProcessEnv, RegExp]>([
    ['linux', { XDG_DATA_HOME: '/data' }, /^\/data\/regnet-lab-bench$/],
    ['linux', {}, /\.local\/share\/regnet-lab-bench$/],
    ['darwin', {}, /Library\/Application Support\/regnet-lab-bench$/],
    ['win32', { LOCALAPPDATA: '/local' }, /^\/local\/regnet-lab-bench$/],
  ])('on %s with %j', (platform, env, expected) => {
    expect(defaultDataFolder(env, platform)).toMatch(expected)
  })
})
