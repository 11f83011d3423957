import type { z } from 'zod'

/** What a column can mean. */
export interface Role {
  /**
   * one: a value. perStage: a list with a value per stage, or one value for all; over several columns, one per stage.
   * perEpoch: a list over the epochs. whole: a network in any form that readNetworks knows.
   */
  readonly kind: 'one' | 'perStage' | 'perEpoch' | 'whole'
  /** Of one value. */
  readonly schema: z.ZodType
  /** Which part of a row it is. */
  readonly part: 'sizes' | 'line' | 'frame' | 'result' | 'recipe' | 'labels' | 'checks'
  /** Usual names, in small letters and digits alone; best first. */
  readonly names: readonly string[]
}
