import type { OrtApi, Pointer } from './ortApi.ts'
import type { ortFunctions } from './ortFunctions.ts'

type ReleaseName = Extract<keyof typeof ortFunctions, `Release${string}`>

/** An object of onnxruntime's that is released once. Using or releasing it afterwards throws an Error. */
export class Handle {
  private readonly api: OrtApi
  private readonly what: string
  private readonly releaseName: ReleaseName
  private pointer: Pointer | null

  /** `what` names it in errors. */
  constructor(api: OrtApi, what: string, pointer: Pointer, releaseName: ReleaseName) {
    this.api = api
    this.what = what
    this.pointer = pointer
    this.releaseName = releaseName
  }

  get address(): Pointer {
    if (this.pointer === null) throw new Error(`${this.what} has been released`)
    return this.pointer
  }

  release(): void {
    const { address } = this
    this.pointer = null
    this.api.plain(this.releaseName, address)
  }
}
