import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { LabContract } from '#shared/contract/contract.ts'
import type { WirePort } from '../lab/wire.ts'

/** The shell's client of the lab, with the same contract as a window's. */
export type LabClient = ContractRouterClient<LabContract>

/** A client over a port to the lab. */
export function createLabClient(port: WirePort): LabClient {
  return createORPCClient<LabClient>(new RPCLink({ port }))
}
