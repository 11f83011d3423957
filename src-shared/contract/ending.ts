import { z } from 'zod'

/** That a population may end once its comparisons are decided, and whether it has; see refinement/stopping. */
export const endingSchema = z.strictObject({
  /** Number of networks it was planned with, by which its looks are placed. */
  planned: z.int().min(1),
  /** Number of networks, from the start of its sample, at which it ended early; null: it has not. */
  endedAt: z.int().min(1).nullable(),
})
export type Ending = z.infer<typeof endingSchema>
