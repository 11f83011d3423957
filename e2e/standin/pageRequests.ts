import type { Devtools } from './devtools.ts'
import { fromWeb } from './schemes.ts'
import type { Session } from './session.ts'

interface Paused {
  requestId: string
  request: { url: string; method: string; headers: Record<string, string>; postData?: string }
  frameId: string
  resourceType: string
}

export interface AskingPage {
  readonly session: Session
  /** The id of its main frame. */
  targetId(): string
  /** Announces a navigation by the page; false if somebody prevented it. */
  navigates(name: string, url: string, more?: Record<string, unknown>): boolean
}

/** A page's requests, answered by the handlers of its session unless prevented or cancelled. */
export class PageRequests {
  readonly #asking: AskingPage
  /** A navigation requested by the page, until it is decided. */
  #wanted: string | undefined

  constructor(asking: AskingPage) {
    this.#asking = asking
  }

  /** Records that the page itself wants to navigate; undefined if the program navigates it. */
  wants(url: string | undefined): void {
    this.#wanted = url === undefined ? undefined : withoutHash(url)
  }

  async answer(page: Devtools, { requestId, request, frameId, resourceType }: Paused): Promise<void> {
    const fail = (errorReason: 'Aborted' | 'BlockedByClient' | 'NameNotResolved') =>
      page.send('Fetch.failRequest', { requestId, errorReason })
    if (resourceType === 'Document' && !this.#mayGo(request.url, frameId)) {
      await fail('Aborted')
      return
    }
    const { session } = this.#asking
    const url = fromWeb(request.url)
    if (await session.webRequest.cancels({ url, method: request.method, resourceType })) {
      await fail('BlockedByClient')
      return
    }
    const handler = session.protocol.handlerOf(url)
    if (!handler) {
      await fail('NameNotResolved')
      return
    }
    const body = request.postData
    const response = await handler(
      new Request(url, { method: request.method, headers: request.headers, ...(body !== undefined && { body }) }),
    )
    await page.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: await session.protocol.webBody(response),
    })
  }

  /** Whether a navigation may proceed: asks about the page's own, never about the program's. */
  #mayGo(url: string, frameId: string): boolean {
    const isMainFrame = frameId === this.#asking.targetId()
    const isOwn = !isMainFrame || this.#wanted === withoutHash(url)
    if (isMainFrame) this.#wanted = undefined
    const more = { isMainFrame }
    return (
      !isOwn ||
      (this.#asking.navigates('will-frame-navigate', url, more) &&
        (!isMainFrame || this.#asking.navigates('will-navigate', url, more)))
    )
  }
}

const withoutHash = (url: string) => url.replace(/#.*$/s, '')
