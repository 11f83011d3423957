import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { provenText, socketProtocol, type SocketProtocol } from '#shared/contract/browserAccess.ts'

/**
 * Who may use the lab: pages that this host served and that hold a secret of this start.
 *
 * - The printed address holds the token. The page exchanges it for the session, which is printed nowhere, keeps that in
 *   localStorage and opens the WebSocket with it as a subprotocol. localStorage belongs to one origin, port included,
 *   and is sent to nobody: servers on other ports, which a cookie would go to, learn nothing. It is shared by the tabs of
 *   a browser, so that a link opened in a new tab works; sessionStorage is not.
 * - Files of the window are served to every process of the machine: they are public and hold no secret.
 * - Ports of 127.0.0.1 are shared by all users of a machine, and by ssh -L. Before a page tells its secret it asks for a
 *   proof under a nonce of its own, bound to the port: what listens there after the host has ended learns nothing.
 * - Token and session are new at every start; an address in a log or a screenshot is worth nothing after it. That open
 *   pages find the host again after a restart, the session of the last start (browser.json, its owner's alone) can be
 *   exchanged for the new one, at the same port and for ten minutes. It opens nothing else.
 * - Settings end every other session: token and session are made anew.
 * - Host and Origin are checked with every request, against rebinding and pages of other sites.
 *
 * Not kept out: whoever reads the files of this user; and a server of another user that takes the port while the host is
 * away, is visited there with this browser, and gives the port back: its page reads localStorage and has the ten minutes.
 */
export interface Access {
  /** Goes into the printed address. */
  readonly token: string
  /** What pages that were let in hold. */
  readonly session: string
  /** Whether a request comes by another name or from another site's page. */
  foreign(request: IncomingMessage, port: number): boolean
  /** Proofs of everything that pages may hold. */
  proofs(port: number, nonce: string): string[]
  /** What a WebSocket that offers these subprotocols is opened for; undefined: it is refused. */
  purpose(offered: readonly string[]): SocketProtocol | undefined
  /** Lets `session`, that of the last start, be exchanged for a while. */
  remember(session: string): void
  /** Makes token and session anew; all that was given out before is worth nothing. */
  revoke(): void
}

/** How long the session of the last start can be exchanged. */
export const exchangeableMs = 10 * 60_000

/** The access to a new start. `now`: milliseconds of a clock that nobody sets. */
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
      // Only these names: a page of another site that has its own name point here must not be let in.
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

/** Whether two texts are equal, in a time that does not tell how much of them is. */
function equal(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(x, y)
}
