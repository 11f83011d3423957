/** One fact checked against the reference: its worst error and the error that is allowed (0: must be exact). */
export interface Case {
  name: string
  error: number
  tolerance: number
  passed: boolean
}
