import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { MessagePortMain } from 'electron'
import type { LabContract } from '#shared/contract/contract.ts'

/** What the shell asks of the lab: the same as a window may. */
export type LabClient = ContractRouterClient<LabContract>

/** A client over a port to the lab. */
export function createLabClient(port: MessagePortMain): LabClient {
  const client = createORPCClient<LabClient>(new RPCLink({ port }))
  port.start()
  return client
}
