import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { scriptForWeb } from './schemes.ts'

type Handler = (request: Request) => Response | Promise<Response>
type BeforeRequest = (
  details: { url: string; method: string; resourceType: string },
  answer: (verdict: { cancel?: boolean }) => void,
) => void

/** The handlers of a scheme's addresses. */
class Protocol {
  readonly #handlers = new Map<string, Handler>()
  readonly #onlyBeforeReady: () => boolean
  constructor(isReady: () => boolean) {
    this.#onlyBeforeReady = isReady
  }
  registerSchemesAsPrivileged(): void {
    if (this.#onlyBeforeReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
  }
  handle(scheme: string, handler: Handler): void {
    if (this.#handlers.has(scheme)) throw new Error('Failed to register protocol: ' + scheme)
    this.#handlers.set(scheme, handler)
  }
  unhandle = (scheme: string) => void this.#handlers.delete(scheme)
  isProtocolHandled = (scheme: string) => this.#handlers.has(scheme)
  #lateMs = 0
  answerLate = (ms: number) => void (this.#lateMs = ms)
  handlerOf(url: string): Handler | undefined {
    const handler = this.#handlers.get(URL.parse(url)?.protocol.slice(0, -1) ?? '')
    if (!handler || this.#lateMs === 0) return handler
    return async (request) => {
      await delay(this.#lateMs)
      return handler(request)
    }
  }
  /** A response's body in base64, as Chromium expects it. */
  async webBody(response: Response): Promise<string> {
    const isScript = response.headers.get('content-type')?.includes('javascript') === true
    if (isScript) return Buffer.from(scriptForWeb(await response.text())).toString('base64')
    return Buffer.from(await response.arrayBuffer()).toString('base64')
  }
}

class WebRequest {
  #before: BeforeRequest | undefined
  onBeforeRequest(...given: [BeforeRequest] | [unknown, BeforeRequest]): void {
    this.#before = given.at(-1) as BeforeRequest
  }
  cancels(details: Parameters<BeforeRequest>[0]): Promise<boolean> {
    const before = this.#before
    if (!before) return Promise.resolve(false)
    return new Promise((resolve) => before(details, ({ cancel }) => resolve(cancel === true)))
  }
}

let isReady = false
/** Marks the program as ready: calls that must come before are refused from now on. */
export const sessionsAreReady = (): void => void (isReady = true)

export class Session extends EventEmitter {
  readonly protocol = new Protocol(() => isReady)
  readonly webRequest = new WebRequest()
  spellCheckerEnabled = true
  setSpellCheckerEnabled = (enabled: boolean) => void (this.spellCheckerEnabled = enabled)
  // A page asks Chromium directly, so none of these is called here.
  setPermissionRequestHandler = () => undefined
  setPermissionCheckHandler = () => undefined
  setDevicePermissionHandler = () => undefined
  setDownloadPath = () => undefined
  clearCache = () => Promise.resolve()
}

const partitions = new Map<string, Session>()
export const session = {
  defaultSession: new Session(),
  fromPartition(name: string): Session {
    const known = partitions.get(name) ?? new Session()
    partitions.set(name, known)
    return known
  },
}
export const protocol = session.defaultSession.protocol
