import { createRouterClient, ORPCError } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import type { LabContract } from '#shared/contract/contract.ts'
import type { ErrorCode } from '#shared/contract/errors.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import type { LabContext } from './labContext.ts'
import { createRouter } from './router.ts'

export type LabClient = ContractRouterClient<LabContract>

/** The contract over a lab in this process, for a host without a window. Refused calls reject with LabError. */
export function clientOf(lab: { core: LabContext }): LabClient {
  return createRouterClient(createRouter(lab, { host: 'commandLine' }), {
    context: {},
    interceptors: [
      async (call) => {
        try {
          return await call.next()
        } catch (error) {
          if (!(error instanceof ORPCError)) throw error
          const { code, data } = error as ORPCError<ErrorCode, Sentence>
          throw new LabError(code, data, { cause: error })
        }
      },
    ],
  })
}
