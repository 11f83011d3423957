import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Browsers share cookies among the ports of a machine: several hosts must not share one. */
const cookieName = (port: number) => `regbench-${port}`

/** Who may use the host: whoever was given the address that it prints, and pages that it served. */
export interface Access {
  /** Goes into the printed address. */
  token: string
  /** What the cookie holds. */
  session: string
  /** Whether that is the token. */
  knows(token: string): boolean
  /** The header that lets a browser in. */
  cookie(port: number): string
  /** Why a request is not answered, as an HTTP status; undefined: it may be. */
  refusal(request: IncomingMessage, port: number): 401 | 403 | undefined
  /** The same of its Host and Origin alone. */
  foreign(request: IncomingMessage, port: number): boolean
}

/** A new token for the address, and the secret that a browser keeps as a cookie: that of the last start, or a new one. */
export function createAccess(session = secret()): Access {
  const token = secret()
  const foreign = ({ headers: { host, origin } }: IncomingMessage, port: number) => {
    // Only these names: a page of another site that has its own name point here must not be let in.
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
    return !hosts.includes(host ?? '') || (origin !== undefined && !hosts.some((own) => origin === `http://${own}`))
  }
  return {
    token,
    session,
    knows: (given) => equal(given, token),
    cookie: (port) => `${cookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`,
    refusal(request, port) {
      if (foreign(request, port)) return 403
      return cookies(request, cookieName(port)).some((given) => equal(given, session)) ? undefined : 401
    },
    foreign,
  }
}

const secret = () => randomBytes(32).toString('base64url')

/** Whether two texts are equal, in a time that does not tell how much of them is. */
function equal(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(x, y)
}

/** The values of the cookie `own` in a request. */
function cookies({ headers: { cookie = '' } }: IncomingMessage, own: string): string[] {
  return cookie.split(';').flatMap((pair) => {
    const [name, ...value] = pair.trim().split('=')
    return name === own ? [value.join('=')] : []
  })
}
