import type { z } from 'zod'

/** What is wrong with a value: the key of a sentence and what is filled into it. */
export interface Fault {
  readonly key: string
  readonly values?: Readonly<Record<string, string | number>>
}

/** The sentence for a text that is no number. */
export const notANumber: Fault = { key: 'forms.notANumber' }

/** A sentence of the lab's. */
export const sentenceFault = (text: string): Fault => ({ key: 'forms.sentence', values: { text } })

/** What an issue of a schema says, for a sentence beside the field. */
export function faultOf(issue: z.core.$ZodIssue): Fault {
  switch (issue.code) {
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'above' : 'atLeast', issue.minimum)
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'below' : 'atMost', issue.maximum)
    case 'invalid_type':
      if (issue.input === undefined && issue.message.endsWith('undefined')) return { key: 'forms.missing' }
      return { key: issue.expected === 'int' ? 'forms.whole' : 'forms.notANumber' }
    default:
      return sentenceFault(issue.message)
  }
}

function bound(origin: string, side: string, limit: number | bigint): Fault {
  if (origin === 'string' || origin === 'array') return { key: side === 'atMost' ? 'forms.tooLong' : 'forms.missing' }
  return { key: `forms.${side}`, values: { limit: Number(limit) } }
}
