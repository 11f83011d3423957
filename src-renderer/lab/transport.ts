import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as MessagePortLink } from '@orpc/client/message-port'
import { portMessage } from '#shared/contract/portMessage.ts'

/** A way to connect to the lab: opens a link and reports when it is closed. */
export interface Transport {
  /**
   * Resolves when calls can be made; rejects if there is no connection now. `closed` is called once, after an open link
   * ends.
   */
  open(closed: () => void): Promise<ClientLink<ClientContext>>
}

/**
 * Connects through ports that the desktop program sends in the message `message`: at the start, and each time the
 * process at the other end is restarted.
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
          // The process at the other end has ended; its successor sends the next port.
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
