import type { LabContract } from '#shared/contract/contract.ts'

/** Context of a call, passed to its handler. */
export interface Call {
  /** Aborted when the caller no longer waits for the answer. */
  signal: AbortSignal | undefined
}

/** Input and output types of a Standard Schema. */
interface Typed {
  '~standard': { types?: { input: unknown; output: unknown } | undefined }
}
type Input<S> = S extends Typed ? NonNullable<S['~standard']['types']>['input'] : unknown
type Output<S> = S extends Typed ? NonNullable<S['~standard']['types']>['output'] : unknown

type Handler<Procedure> = Procedure extends { '~orpc': { inputSchema?: infer In; outputSchema?: infer Out } }
  ? (input: Output<NonNullable<In>>, call: Call) => Input<NonNullable<Out>> | Promise<Input<NonNullable<Out>>>
  : never

/** One function per procedure of an area of the contract, from validated input to output. */
export type Handlers<Area extends keyof LabContract> = {
  [Name in keyof LabContract[Area]]: Handler<LabContract[Area][Name]>
}
