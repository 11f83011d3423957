import type { RawData, WebSocket } from 'ws'
import { limits } from '#shared/schema/limits.ts'
import { excessOf } from '#shared/schema/jsonShape.ts'

/** Separates the JSON of an oRPC message from the bytes of an attached file; never occurs in JSON. */
const divider = 0xff
/** WebSocket's close code for a policy violation (RFC 6455, 7.4.1). */
const policyViolation = 1008

/** The parts of a WebSocket that oRPC needs. */
export type BoundedSocket = Pick<WebSocket, 'send' | 'addEventListener'>

/**
 * A WebSocket that passes on only messages whose JSON is within the limits of a call, because parsing others would
 * block everyone's calls. A message beyond the limits closes the connection, like one that is too large.
 */
export function boundedSocket(websocket: WebSocket): BoundedSocket {
  const listen = (name: string, listener: (event: { data: unknown }) => void) => {
    if (name !== 'message') {
      websocket.addEventListener(name as 'close', listener as () => void)
      return
    }
    websocket.on('message', (received, isBinary) => {
      const data = bytesOf(received)
      if (isWithinLimits(data)) listener({ data: isBinary ? data : data.toString('utf8') })
      else websocket.close(policyViolation, 'The message is too large for a call.')
    })
  }
  return { send: websocket.send.bind(websocket), addEventListener: listen as WebSocket['addEventListener'] }
}

function bytesOf(received: RawData): Buffer {
  if (Array.isArray(received)) return Buffer.concat(received)
  return Buffer.isBuffer(received) ? received : Buffer.from(received)
}

/** Whether the JSON of a message can be parsed quickly. */
export function isWithinLimits(message: Uint8Array): boolean {
  const end = message.indexOf(divider)
  const json = end < 0 ? message : message.subarray(0, end)
  return (
    json.length <= limits.callBytes && excessOf(json, { depth: limits.callDepth, values: limits.callValues }) === null
  )
}
