import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { LabContract } from '#shared/contract/contract.ts'
import { browserTransport } from './browserTransport.ts'
import { connect, type Connection } from './connection.ts'
import { messagePortTransport, type Transport } from './transport.ts'

/** All procedures of the lab: `await lab.studies.list({})`. */
export type LabClient = ContractRouterClient<LabContract>

/** A window's connection to its lab. */
interface ConnectedClient {
  lab: LabClient
  connection: Connection
  /** Ends every session but that of this browser; absent if there can be no other. */
  endOtherSessions?: () => Promise<void>
}

/** The client of this window: over the desktop application's port, or to the host that served the page. */
export function createLabClient(window: Window): ConnectedClient {
  if (window.location.protocol === 'app:') return clientOver(messagePortTransport(window))
  const transport = browserTransport(window)
  return { ...clientOver(transport), endOtherSessions: () => transport.endOtherSessions() }
}

function clientOver(transport: Transport): ConnectedClient {
  const connection = connect(transport)
  return { lab: createORPCClient(connection.link), connection }
}

/** Whether the lab reported that its stored data are damaged. */
export const isDamaged = (error: unknown): boolean => error instanceof ORPCError && error.code === 'damaged'
/** Whether the lab reported that it has nothing with that id. */
export const isNotFound = (error: unknown): boolean => error instanceof ORPCError && error.code === 'notFound'
