import { afterEach, expect, it, vi } from 'vitest'
import { provenText, socketProtocol } from '#shared/contract/browserAccess.ts'
import { browserTransport } from './browserTransport.ts'

const host = 'http://127.0.0.1:5000/'
const [token, session] = ['token-of-the-printed-address', 'session-of-this-start']

/** The storage of a tab or browser. */
function storage(): Storage {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    get length() {
      return items.size
    },
  } as Storage
}

/** A tab of a browser: its storages outlive its pages. */
function newTab() {
  const [localStorage, sessionStorage] = [storage(), storage()]
  let href = ''
  const load = (address: string) => {
    href = address
    const history = { state: null, replaceState: (_state: unknown, _title: string, url: URL) => void (href = url.href) }
    const location = { href }
    return browserTransport({ location, history, localStorage, sessionStorage } as unknown as Window)
  }
  return { load, localStorage, sessionStorage, address: () => href }
}

/** A host that proves its secrets and exchanges the token for the session; returns the secrets of its WebSockets. */
function serve(): string[] {
  const secrets: string[] = []
  const bytes = (text: string) => new TextEncoder().encode(text)
  const proofOf = async (secret: string, nonce: string) => {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign'])
    const proof = await crypto.subtle.sign('HMAC', key, bytes(provenText('5000', nonce)))
    return Array.from(new Uint8Array(proof), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }
  vi.stubGlobal('fetch', async (path: string) => {
    const nonce = path.slice(path.indexOf('=') + 1)
    return Response.json([await proofOf(session, nonce), await proofOf(token, nonce)])
  })
  class Socket extends EventTarget {
    readonly protocol: string
    constructor(_address: URL, [, , secret]: string[]) {
      super()
      secrets.push(secret!)
      this.protocol = secret === session ? socketProtocol.rpc : socketProtocol.renewal
      setTimeout(() => {
        this.dispatchEvent(new Event('open'))
        if (secret === token) setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: session })))
      })
    }
  }
  vi.stubGlobal('WebSocket', Socket)
  return secrets
}
afterEach(() => vi.unstubAllGlobals())

it('a page takes the token out of its address and exchanges it for the session', async () => {
  const secrets = serve()
  const tab = newTab()
  await tab.load(`${host}?token=${token}`).open(() => undefined)
  expect(tab.address()).toBe(host)
  expect(secrets).toEqual([token, session])
  expect(tab.localStorage.getItem('regbench.session')).toBe(session)
  expect(tab.sessionStorage.length).toBe(0)
})

it('a page that is loaded again before it had the session still has access', async () => {
  const secrets = serve()
  const tab = newTab()
  tab.load(`${host}?token=${token}`)
  await tab.load(tab.address()).open(() => undefined)
  expect(secrets).toEqual([token, session])
})
