import type { ClientContext, ClientLink } from '@orpc/client'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { isReading } from './readings.ts'
import type { Transport } from './transport.ts'

/** `refused`: a host answers, and does not let this page in. */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'refused'

/** A link that outlives its connection. */
export interface Connection {
  link: ClientLink<ClientContext>
  /** Called with the state now and whenever it changes. */
  onState(listener: (state: ConnectionState) => void): void
  /** Called with the error of every call that the lab refuses or fails at. */
  onFault(listener: (error: unknown) => void): void
}

/** Raised by a transport whose host does not let this page in. */
export class RefusedError extends Error {
  override name = 'RefusedError'
}

/** A call that was under way when the connection broke: nobody knows whether it was carried out. */
export class LostConnectionError extends SentenceError {
  constructor(cause: unknown) {
    super(sentence('connectionBroke'), { cause })
    this.name = 'LostConnectionError'
  }
}

const firstWaitMs = 250
const longestWaitMs = 4000

/**
 * A connection that opens itself again after a break, at growing intervals. A call made meanwhile waits for the link. One
 * under way when the link breaks is made again if it only reads, and is rejected with a LostConnectionError otherwise.
 */
export function connect(transport: Transport): Connection {
  const listeners: ((state: ConnectionState) => void)[] = []
  const faultListeners: ((error: unknown) => void)[] = []
  let state: ConnectionState = 'connecting'
  let current: Promise<ClientLink<ClientContext>> = open()

  function become(next: ConnectionState): void {
    state = next
    for (const listener of listeners) listener(next)
  }

  async function open(): Promise<ClientLink<ClientContext>> {
    for (let wait = firstWaitMs; ; wait = Math.min(2 * wait, longestWaitMs)) {
      try {
        const link = await transport.open(() => {
          become('lost')
          current = open()
        })
        become('connected')
        return link
      } catch (error) {
        become(error instanceof RefusedError ? 'refused' : 'lost')
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  const call: ClientLink<ClientContext>['call'] = async (...asked) => {
    for (;;) {
      const through = current
      const link = await through
      try {
        return await link.call(...asked)
      } catch (error) {
        const [path, , { signal }] = asked
        if (through === current || signal?.aborted) {
          for (const listener of faultListeners) listener(error)
          throw error
        }
        if (!isReading(path)) throw new LostConnectionError(error)
      }
    }
  }

  return {
    link: { call },
    onState(listener) {
      listeners.push(listener)
      listener(state)
    },
    onFault: (listener) => void faultListeners.push(listener),
  }
}
