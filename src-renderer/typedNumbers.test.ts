import { describe, expect, it } from 'vitest'
import { presets } from '#shared/designspaces/presets.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { trainersTyped } from '#renderer/components/trainers/trainersTyped.ts'
import { emptyForm, readForm } from './views/data/datasetForm.ts'
import { conditionOf } from './views/explore/runFilter.ts'
import { numberOf } from '#renderer/components/plan/planFields.ts'
import { emptyOwn, readOwn } from './views/refine/evidence/ownConstraint.ts'
import { networkCount } from '#renderer/lib/networkCount.ts'

/** The number that each field reads from a text; undefined or a fault if it reads none. */
const readers: Record<string, (text: string) => unknown> = {
  condition: (text) => conditionOf('totalDepth', 'atMost', text)?.value,
  plan: (text) => numberOf('epochs', text),
  'count of a plan': (text) => numberOf('flopsHigh', text),
  trainers: (text) => trainersTyped(text),
  'data set': (text) => (readForm({ ...emptyForm(), kind: 'synthetic', seed: text }).spec as { seed?: number })?.seed,
  networks: (text) => networkCount(text).count,
  constraint: (text) => {
    const { refinement } = readOwn(presets.AnyNetX_A, { ...emptyOwn(), kind: 'totalDepthRange', high: text })
    return refinement && (refinement as { constraint: { max: number } }).constraint.max
  },
}

describe.each(Object.entries(readers))('the field of %s', (_, read) => {
  it.each(['12', '１２', ' 12 ', '+12', '1.2e1', '0.012k'])('reads %s as 12', (text) => expect(read(text)).toBe(12))
  it.each(['0x10', '50.000', '1,5', '1 2', 'many', 'Infinity'])('rejects %s', (text) =>
    expect(read(text)).toBeUndefined(),
  )
})

it('conditions accept what the table and their own phrases write', () => {
  const value = (...[field, text]: [Parameters<typeof conditionOf>[0], string]) =>
    conditionOf(field, 'atMost', text)?.value
  expect(['0.3M', '349 kF', '300,000', '12\u202f000'].map((text) => value('flops', text))).toEqual([
    3e5, 349e3, 3e5, 12e3,
  ])
  expect([value('parameters', '1.25 M'), value('activations', '96.0 k')]).toEqual([1.25e6, 96e3])
  expect(['10 %', '１０', '10.5\u00a0%'].map((text) => value('error', text))).toEqual([10, 10, 10.5])
  expect(['3 min 12 s', '3분 12초', '850'].map((text) => value('durationMs', text))).toEqual([192e3, 192e3, 850])
  expect([value('flops', '10 %'), value('error', '349 kF')]).toEqual([undefined, undefined])
})

it('reports text that may mean two numbers', () => {
  const fault = sentence('twoNumbers', { small: '50', large: '50000' })
  expect(networkCount('50.000')).toEqual({ fault })
  expect(readOwn(presets.AnyNetX_A, { ...emptyOwn(), high: '50.000' })).toEqual({ fault })
  expect(readForm({ ...emptyForm(), kind: 'synthetic', trainCount: '50.000' }).faults).toEqual({ trainCount: fault })
})
