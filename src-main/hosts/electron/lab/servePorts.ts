import { RPCHandler } from '@orpc/server/message-port'
import type { Lab } from '#main/lab.ts'
import { createRouter } from '#main/services/router.ts'

/** A port in oRPC's sense. */
export type ServedPort = Parameters<RPCHandler<Record<string, unknown>>['upgrade']>[0]

/** A function that serves the contract over a lab on each port it is given. */
export function servePorts(lab: Lab): (port: ServedPort) => void {
  const handler = new RPCHandler(createRouter(lab, { host: 'electron' }))
  return (port) => handler.upgrade(port)
}
