import type { ClientContext, ClientLink } from '@orpc/client'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { isReading } from './readings.ts'
import type { Transport } from './transport.ts'

/** `refused`: the host answers, but does not admit this page. */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'refused'

/** A link that outlives its connection. */
export interface Connection {
  link: ClientLink<ClientContext>
  /** Calls `listener` with the current state and whenever it changes. */
  onState(listener: (state: ConnectionState) => void): void
  /** Calls `listener` with the error of every call that the lab refuses or fails. */
  onFault(listener: (error: unknown) => void): void
}

/** Thrown by a transport whose host does not admit this page. */
export class RefusedError extends Error {
  override name = 'RefusedError'
}

/** The connection broke during a call, so that it is unknown whether it was carried out. */
export class LostConnectionError extends SentenceError {
  constructor(cause: unknown) {
    super(sentence('connectionBroke'), { cause })
    this.name = 'LostConnectionError'
  }
}

const firstWaitMs = 250
const longestWaitMs = 4000

/**
 * A connection that reopens itself after a break, at growing intervals. A call made meanwhile waits for the link. A
 * call in progress when the link breaks is repeated if it only reads, and otherwise rejected with a
 * LostConnectionError.
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

  const call: ClientLink<ClientContext>['call'] = async (...args) => {
    for (;;) {
      const through = current
      const link = await through
      try {
        return await link.call(...args)
      } catch (error) {
        const [path, , { signal }] = args
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
