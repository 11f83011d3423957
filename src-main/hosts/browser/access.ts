import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { provenText, socketProtocol, type SocketProtocol } from '#shared/contract/browserAccess.ts'

/**
 * Who may use the lab: pages served by this host that hold a secret of this start.
 *
 * - The printed address contains the token. The page exchanges it for the session, which is never printed, keeps it in
 *   localStorage and opens the WebSocket with it as a subprotocol; until then its tab keeps the token in sessionStorage.
 *   Both belong to one origin including the port and are never transmitted, so servers on other ports, which would receive
 *   a cookie, learn nothing. localStorage is shared by a browser's tabs, so a link opened in a new tab works.
 * - The window's files are served to every process of the machine: they are public and contain no secret.
 * - Ports of 127.0.0.1 are shared by all users of a machine, and by ssh -L. Before a page sends its secret it requests
 *   a proof for its own nonce, bound to the port, so whatever listens there after the host has ended learns nothing.
 * - Token and session are new at every start; an address in a log or a screenshot is worthless afterwards. To let open
 *   pages find the host after a restart, the previous start's session (in browser.json, readable only by its owner) can
 *   be exchanged for the new one, at the same port and for ten minutes. It gives no other access.
 * - Settings can end every other session, which renews token and session.
 * - Host and Origin are checked on every request, against DNS rebinding and other sites' pages.
 *
 * Not protected against: someone who can read this user's files; and another user's server that takes the port while
 * the host is down, is visited there with this browser, and returns the port: its page can read localStorage and has
 * the ten minutes.
 */
export interface Access {
  /** Part of the printed address. */
  readonly token: string
  /** Held by pages with access. */
  readonly session: string
  /** Whether a request uses another host name or comes from another site's page. */
  foreign(request: IncomingMessage, port: number): boolean
  /** Proofs of every secret that pages may hold. */
  proofs(port: number, nonce: string): string[]
  /** The purpose of a WebSocket that offers these subprotocols; undefined if refused. */
  purpose(offered: readonly string[]): SocketProtocol | undefined
  /** Allows exchanging `session`, that of the previous start, for a while. */
  remember(session: string): void
  /** Renews token and session, which invalidates everything issued before. */
  revoke(): void
}

/** How long the previous start's session can be exchanged. */
export const exchangeableMs = 10 * 60_000

/** The access of a new start. `now`: milliseconds of a clock that cannot be set. */
export function createAccess(now: () => number = () => performance.now()): Access {
  let [token, session] = [secret(), secret()]
  let last: { session: string; until: number } | undefined
  const exchangeable = () => [token, ...(last && now() < last.until ? [last.session] : [])]
  return {
    get token() {
      return token
    },
    get session() {
      return session
    },
    foreign({ headers: { host, origin } }, port) {
      // Only these names: another site's page whose host name points here must be refused.
      const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
      return !hosts.includes(host ?? '') || (origin !== undefined && !hosts.some((own) => origin === `http://${own}`))
    },
    proofs: (port, nonce) =>
      [session, ...exchangeable()].map((key) =>
        createHmac('sha256', key)
          .update(provenText(String(port), nonce))
          .digest('hex'),
      ),
    purpose(offered) {
      const { rpc, renewal, revocation } = socketProtocol
      const named: readonly string[] = [rpc, renewal, revocation]
      const [given, more] = offered.filter((name) => !named.includes(name))
      if (given === undefined || more !== undefined) return undefined
      if (equal(given, session)) return [revocation, rpc].find((name) => offered.includes(name))
      return offered.includes(renewal) && exchangeable().some((known) => equal(given, known)) ? renewal : undefined
    },
    remember(known) {
      last = { session: known, until: now() + exchangeableMs }
    },
    revoke() {
      ;[token, session] = [secret(), secret()]
      last = undefined
    },
  }
}

const secret = () => randomBytes(32).toString('base64url')

/** Compares two texts in constant time. */
function equal(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(x, y)
}
