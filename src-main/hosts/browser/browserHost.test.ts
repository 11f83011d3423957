import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createLab, type Lab } from '#main/lab.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { cookieOf, openSocket } from '#main/services/testing/transports.ts'
import { createBrowserHost, type BrowserHost } from './browserHost.ts'
import { defaultDataFolder } from '#main/hosts/window/dataFolder.ts'

const folder = mkdtempSync(join(tmpdir(), 'regbench-host-'))
let lab: Lab
let host: BrowserHost
let cookie: string

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
  cookie = await cookieOf(host.address)
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

/** Status line, headers and body of the answer to a request that is written byte by byte. */
async function ask({ method = 'GET', path = '/', headers = {}, body = '' }: Raw): Promise<string> {
  const own = { Host: `127.0.0.1:${host.port}`, Cookie: cookie, Connection: 'close', ...headers }
  const lines = Object.entries(own).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]))
  return new Promise((resolve, reject) => {
    const socket = connect(host.port, '127.0.0.1', () => {
      socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
    })
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => (answer += text))
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

describe('The browser host', () => {
  it('serves the window to who has its cookie, with headers that confine it', async () => {
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

  it('exchanges the token of its address for a cookie that scripts cannot read and other sites do not send', async () => {
    const token = new URL(host.address).searchParams.get('token')!
    const answer = await ask({ path: `/?token=${token}`, headers: { Cookie: '' } })
    expect(answer).toMatch(/^HTTP\/1\.1 303 /)
    expect(answer).toContain('Location: /\r\n')
    expect(answer).toMatch(/Set-Cookie: [^;]+; HttpOnly; SameSite=Strict; Path=\//)
    expect(answer).not.toContain(token)
    expect(token.length).toBeGreaterThan(40)
    for (const wrong of ['', 'x', token.slice(1), `${token}x`])
      expect(await status({ path: `/?token=${wrong}`, headers: { Cookie: '' } })).toBe(401)
    expect(await status({ path: `/assets/?token=${token}`, headers: { Cookie: '' } })).toBe(401)
  })

  it('lets in again who was let in before a restart, and nobody else', async () => {
    const rendererDir = join(folder, 'renderer')
    const { port } = host
    const seen: number[] = []
    await host.close()
    for (const session of [undefined, host.session]) {
      host = await createBrowserHost({ lab, rendererDir, port, session })
      seen.push(await status({}))
      if (session === undefined) await host.close()
    }
    expect(seen).toEqual([401, 200])
  })

  it.each<[string, number, Raw]>([
    ['without a cookie', 401, { headers: { Cookie: '' } }],
    ['with a wrong cookie', 401, { headers: { Cookie: 'regbench=x' } }],
    ['with the cookie under another name', 401, { headers: { Cookie: 'a=b' } }],
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
  ])('gives nothing out for the path %s', async (path) => {
    const answer = await ask({ path })
    expect(answer).toMatch(/^HTTP\/1\.1 40[0134] /)
    expect(answer).not.toContain('"secret"')
  })

  it('answers a request that is no HTTP with 400 and goes on', async () => {
    expect(await status({ method: 'G@T', path: '/ /' })).toBe(400)
    expect(await status({})).toBe(200)
  })

  it.each<[string, number, Record<string, string>, string?]>([
    ['without a cookie', 401, { Cookie: '' }],
    ['with a foreign Origin', 403, { Origin: 'http://evil.example' }],
    ['without an Origin', 403, { Origin: '' }],
    ['with a foreign Host', 403, { Host: 'evil.example' }],
    ['at another path', 404, {}, '/other'],
  ])('opens no WebSocket %s', async (_, expected, headers, path = '/rpc') => {
    const Origin = `http://127.0.0.1:${host.port}`
    expect(await status({ path, headers: { ...upgrade, Origin, ...headers } })).toBe(expected)
  })

  it('ends a connection whose message is too large, and that one alone', async () => {
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
