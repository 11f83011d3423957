import { RPCLink } from '@orpc/client/websocket'
import { proofPath, provenText, rpcPath, socketProtocol } from '#shared/contract/browserAccess.ts'
import { RefusedError } from './connection.ts'
import type { Transport } from './transport.ts'

/** Storage key of the session shared by the pages of an address. */
const key = 'regbench.session'
/** Storage key of a tab's token until it is exchanged, so that a reload before that does not lose it. */
const tokenKey = 'regbench.token'

/** The connection to the host that served this page, with an action to end other sessions. */
export interface BrowserTransport extends Transport {
  /** Ends every session but that of this browser. */
  endOtherSessions(): Promise<void>
}

/** Connects through the browser host. Removes the token of its printed address from the address bar. */
export function browserTransport({ location, history, localStorage, sessionStorage }: Window): BrowserTransport {
  const page = new URL(location.href)
  const printed = page.searchParams.get('token')
  if (printed !== null) {
    sessionStorage.setItem(tokenKey, printed)
    page.searchParams.delete('token')
    history.replaceState(history.state, '', page)
  }
  const address = new URL(rpcPath, page)
  address.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:'

  /** The secret of this page that the host at the address knows: the session shared by its tabs, or its token. */
  async function knownSecret(): Promise<string> {
    const held = [localStorage.getItem(key), sessionStorage.getItem(tokenKey)].filter((secret) => secret !== null)
    const nonce = Array.from(crypto.getRandomValues(new Uint8Array(24)), hexadecimal).join('')
    const proofs = await proofsOf(nonce)
    for (const secret of held) if (proofs.includes(await proofOf(secret, provenText(page.port, nonce)))) return secret
    throw new RefusedError('No host that knows this page.')
  }

  async function proofsOf(nonce: string): Promise<string[]> {
    const answer = await fetch(`${proofPath}?nonce=${nonce}`, { cache: 'no-store' })
    if (!answer.ok) throw new RefusedError(`The host answers ${answer.status}.`)
    return (await answer.json()) as string[]
  }

  async function open(closed: () => void): ReturnType<Transport['open']> {
    const secret = await knownSecret()
    const websocket = await opened(new WebSocket(address, [socketProtocol.rpc, socketProtocol.renewal, secret]))
    if (websocket.protocol === socketProtocol.renewal) {
      localStorage.setItem(key, await firstMessage(websocket))
      sessionStorage.removeItem(tokenKey)
      return open(closed)
    }
    websocket.addEventListener('close', closed)
    return new RPCLink({ websocket })
  }

  return {
    open,
    async endOtherSessions() {
      const protocols = [socketProtocol.revocation, await knownSecret()]
      localStorage.setItem(key, await firstMessage(new WebSocket(address, protocols)))
    },
  }
}

function opened(websocket: WebSocket): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    websocket.addEventListener('open', () => resolve(websocket))
    websocket.addEventListener('close', () => reject(new Error('The lab does not answer.')))
  })
}

/** The single message of a WebSocket. Rejects if it closes without one. */
function firstMessage(websocket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    websocket.addEventListener('message', ({ data }) => resolve(data as string))
    websocket.addEventListener('close', () => reject(new Error('The lab does not answer.')))
  })
}

async function proofOf(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder()
  const hmac = await crypto.subtle.importKey('raw', bytes.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  const proof = await crypto.subtle.sign('HMAC', hmac, bytes.encode(text))
  return Array.from(new Uint8Array(proof), hexadecimal).join('')
}

const hexadecimal = (byte: number): string => byte.toString(16).padStart(2, '0')
