import { expect, it } from 'vitest'
import { networkCount } from './networkCount.ts'

it.each([
  ['48', { count: 48 }],
  [' 10000 ', { count: 10_000 }],
  ['', { fault: { key: 'forms.missing' } }],
  ['many', { fault: { key: 'forms.notANumber' } }],
  ['2.5', { fault: { key: 'forms.whole' } }],
  ['0', { fault: { key: 'forms.atLeast', values: { limit: 1 } } }],
  ['10001', { fault: { key: 'forms.atMost', values: { limit: 10_000 } } }],
])('%j networks', (text, read) => expect(networkCount(text)).toEqual(read))
