import type { ClientContext, ClientLink } from '@orpc/client'
import type { Transport } from './transport.ts'

export type ConnectionState = 'connecting' | 'connected' | 'lost'

/** A link that outlives its connection. */
export interface Connection {
  link: ClientLink<ClientContext>
  /** Called with the state now and whenever it changes. */
  onState(listener: (state: ConnectionState) => void): void
}

const firstWaitMs = 250
const longestWaitMs = 4000

/**
 * A connection that opens itself again after a break, at growing intervals. A call made meanwhile waits for the link; one
 * under way when the link breaks is rejected by it, since nobody knows whether it was carried out.
 */
export function connect(transport: Transport): Connection {
  const listeners: ((state: ConnectionState) => void)[] = []
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
      } catch {
        become('lost')
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  return {
    link: { call: async (...call) => (await current).call(...call) },
    onState(listener) {
      listeners.push(listener)
      listener(state)
    },
  }
}
