import { z } from 'zod'
import { sentence } from '#shared/sentences/sentence.ts'
import { limits } from './limits.ts'
import { issueMessage } from './parseStrictly.ts'

// eslint-disable-next-line no-control-regex -- these are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** A name: a single line with at least one visible character. */
export const nameSchema = z
  .string()
  .min(1)
  .max(limits.name)
  .refine((name) => !control.test(name) && name.trim() !== '', issueMessage(sentence('nameUnprintable')))

/** Turns a name given before the rules existed into one that nameSchema accepts. */
export function plainName(name: string): string {
  const plain = name
    .replace(new RegExp(control, 'g'), ' ')
    .slice(0, limits.name)
    .replace(/[\ud800-\udbff]$/, '')
  return plain.trim() === '' ? '-' : plain
}
