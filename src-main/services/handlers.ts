import type { LabContract } from '#shared/contract/contract.ts'

/** What else a handler may know of its call. */
export interface Call {
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal | undefined
}

/** What a Standard Schema takes and gives. */
interface Typed {
  '~standard': { types?: { input: unknown; output: unknown } | undefined }
}
type Input<S> = S extends Typed ? NonNullable<S['~standard']['types']>['input'] : unknown
type Output<S> = S extends Typed ? NonNullable<S['~standard']['types']>['output'] : unknown

type Handler<Procedure> = Procedure extends { '~orpc': { inputSchema?: infer In; outputSchema?: infer Out } }
  ? (input: Output<NonNullable<In>>, call: Call) => Input<NonNullable<Out>> | Promise<Input<NonNullable<Out>>>
  : never

/** One function for each procedure of an area of the contract, from checked input to output. */
export type Handlers<Area extends keyof LabContract> = {
  [Name in keyof LabContract[Area]]: Handler<LabContract[Area][Name]>
}
