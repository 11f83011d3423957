import { z } from 'zod'
import { sentence } from '#shared/sentences/sentence.ts'
import { limits } from './limits.ts'
import { saying } from './parseStrictly.ts'

// eslint-disable-next-line no-control-regex -- these are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** A name of something: one line that shows something. */
export const nameSchema = z
  .string()
  .min(1)
  .max(limits.name)
  .refine((name) => !control.test(name) && name.trim() !== '', saying(sentence('nameUnprintable')))

/** A name that nameSchema takes from one that was given before there were rules. */
export function plainName(name: string): string {
  const plain = name
    .replace(new RegExp(control, 'g'), ' ')
    .slice(0, limits.name)
    .replace(/[\ud800-\udbff]$/, '')
  return plain.trim() === '' ? '-' : plain
}
