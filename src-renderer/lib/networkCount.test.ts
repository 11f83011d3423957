import { expect, it } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { networkCount } from './networkCount.ts'

it.each([
  ['48', { count: 48 }],
  [' 10000 ', { count: 10_000 }],
  ['', { fault: sentence('required') }],
  ['many', { fault: sentence('notNumber') }],
  ['2.5', { fault: sentence('notWhole') }],
  ['0', { fault: sentence('atLeast', { limit: 1 }) }],
  ['10001', { fault: sentence('atMost', { limit: 10_000 }) }],
])('%j networks', (text, read) => expect(networkCount(text)).toEqual(read))
