import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as MessagePortLink } from '@orpc/client/message-port'
import { portMessage } from '#shared/contract/portMessage.ts'

/** One way to the lab: opens a link and says when it is gone. */
export interface Transport {
  /** Resolves when calls can be made; rejects when there is no way now. `closed` is called once, after an open link ends. */
  open(closed: () => void): Promise<ClientLink<ClientContext>>
}

/**
 * Through ports that the desktop program hands over with `message`: at the start, and each time that what is at their other
 * end was started again.
 */
export function messagePortTransport(window: Window, message = portMessage): Transport {
  const waiting: ((port: MessagePort) => void)[] = []
  const ports: MessagePort[] = []
  let lost: (() => void) | undefined
  window.addEventListener('message', ({ source, data, ports: [port] }) => {
    if (source !== window || data !== message || !port) return
    lost?.()
    lost = undefined
    const take = waiting.shift()
    if (take) take(port)
    else ports.push(port)
  })
  return {
    open: (closed) =>
      new Promise((resolve) => {
        const take = (port: MessagePort) => {
          lost = closed
          // What is at its other end is gone; the next port comes with the next.
          port.addEventListener('close', () => {
            if (lost !== closed) return
            lost = undefined
            closed()
          })
          port.start()
          resolve(new MessagePortLink({ port }))
        }
        const port = ports.shift()
        if (port) take(port)
        else waiting.push(take)
      }),
  }
}
