import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { LabContract } from '#shared/contract/contract.ts'
import { connect, type Connection } from './connection.ts'
import { messagePortTransport, webSocketTransport } from './transport.ts'

/** Everything that can be asked of the lab: `await lab.studies.list({})`. */
export type LabClient = ContractRouterClient<LabContract>

/** The client of this window: over the desktop application's port, or to the host that served the page. */
export function createLabClient(window: Window): { lab: LabClient; connection: Connection } {
  const { protocol, href } = window.location
  const isDesktop = protocol === 'app:'
  const connection = connect(isDesktop ? messagePortTransport(window) : webSocketTransport(new URL(href)))
  return { lab: createORPCClient(connection.link), connection }
}

/** Whether the lab said that what it has stored is damaged. */
export const isDamaged = (error: unknown): boolean => error instanceof ORPCError && error.code === 'damaged'
/** Whether the lab said that it has nothing of that id. */
export const isNotFound = (error: unknown): boolean => error instanceof ORPCError && error.code === 'notFound'
