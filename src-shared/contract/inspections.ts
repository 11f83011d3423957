import { type } from '@orpc/contract'
import { z } from 'zod'
import { keptPictures, type Inspection } from '#shared/inspection/inspection.ts'
import type { PairedInspections } from '#shared/inspection/pairedInspections.ts'
import type { BinaryData } from './binary.ts'
import type { ReadingProgress } from './datasets.ts'
import { limits } from '#shared/schema/limits.ts'
import { procedure, reading } from './procedure.ts'
import { idSchema, oneSchema } from './scope.ts'

/** What the network of a run does on the images that its error was measured on, with the worst images. */
export interface RunInspection extends Inspection {
  runId: number
  /** Whether the run was trained where this was computed, on the processor by this plan: errors then agree exactly. */
  isSameWay: boolean
  /** When the network was looked into, in milliseconds since 1970. */
  madeAt: number
  /** Side of the pictures in pixels; those of larger images are smaller, see keptPictures. */
  imageSize: number
  /** The worst images one after another: uint8 RGB, planar, `imageSize` squared. */
  pixels: BinaryData
}

/** The test images that the network of a run got wrong in its final test. */
export interface FinalTest {
  runId: number
  wrong: number
  count: number
  /** Whether it was measured before and only read from the log now. */
  isRecorded: boolean
}

const runsSchema = z.strictObject({ runIds: z.array(idSchema).min(1).max(limits.runs) })

export const inspections = {
  /**
   * What is stored of a finished run or, if nothing is, fewer images are or it is asked for `anew`, what is computed from its
   * weights, in a process of its own, and stored with the run: with the worst images up to keptPictures. It may be asked
   * again after a lost connection. 'invalid' if no weights were kept, or the images are no longer those of the run.
   */
  look: reading
    .input(
      oneSchema.extend({
        worst: z.int().min(0).max(200).default(keptPictures.count),
        anew: z.boolean().default(false),
      }),
    )
    .output(type<RunInspection>()),
  /** What is stored of a run's present result; null if nothing is. Computes nothing. */
  known: reading.input(oneSchema).output(type<RunInspection | null>()),
  /** Two runs on the images that both were measured on; null unless both were looked into. Computes nothing. */
  pair: reading.input(z.strictObject({ first: idSchema, second: idSchema })).output(type<PairedInspections | null>()),
  /** Images done, out of all; null if that run is not being looked into. */
  progress: reading.input(oneSchema).output(type<ReadingProgress | null>()),
  /** The final tests of runs that were taken before. Measures nothing. */
  tested: reading.input(runsSchema).output(type<FinalTest[]>()),
  /**
   * The final tests of finished runs whose weights were kept, one after another: each is measured once and recorded in the
   * log of its study. 'invalid' if the images are no longer those of the run.
   */
  finalTests: procedure.input(runsSchema).output(type<FinalTest[]>()),
}
