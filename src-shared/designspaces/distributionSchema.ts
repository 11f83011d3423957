import { z } from 'zod'
import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { messageOf } from '#shared/sentences/sentence.ts'

const interval = { low: z.number(), high: z.number() }
const quantized = { ...interval, quantum: z.number().positive() }

/**
 * A distribution as data; distributions.ts defines the laws. Numbers that do not fit the law are refused with its own
 * message.
 */
export const distributionSchema = z
  .discriminatedUnion('law', [
    z.strictObject({ law: z.literal('uniform'), ...quantized }),
    z.strictObject({ law: z.literal('logUniform'), ...quantized }),
    z.strictObject({ law: z.literal('powerOf2'), ...interval }),
    z.strictObject({ law: z.literal('powerOf2OrLog'), ...quantized }),
    z.strictObject({ law: z.literal('normal'), ...quantized }),
    z.strictObject({ law: z.literal('logNormal'), ...quantized }),
    z.strictObject({ law: z.literal('choice'), values: z.array(z.number()) }),
  ])
  .superRefine((distribution: Distribution, context) => {
    try {
      distributionPmf(distribution)
    } catch (error) {
      // Stop here: the space's own checks need probabilities.
      context.addIssue({ code: 'custom', ...issueMessage(messageOf(error)), continue: false })
    }
  })
