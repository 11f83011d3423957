import type { RawData, WebSocket } from 'ws'
import { limits } from '#shared/schema/limits.ts'
import { excessOf } from '#shared/schema/jsonShape.ts'

/** What divides the JSON of a message of oRPC from the bytes of a file that come with it. It stands in no JSON. */
const divider = 0xff
/** WebSocket's code for a message that breaks the rules of who receives it (RFC 6455, 7.4.1). */
const policyViolation = 1008

/** What oRPC needs of a WebSocket. */
export type BoundedSocket = Pick<WebSocket, 'send' | 'addEventListener'>

/**
 * A WebSocket that hands on only messages whose JSON is within the limits of a call: a parser would hold up everybody
 * else's calls. Another ends the connection, as one that is too large does.
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

/** Whether the JSON of a message can be parsed within a moment. */
export function isWithinLimits(message: Uint8Array): boolean {
  const end = message.indexOf(divider)
  const json = end < 0 ? message : message.subarray(0, end)
  return (
    json.length <= limits.callBytes && excessOf(json, { depth: limits.callDepth, values: limits.callValues }) === null
  )
}
