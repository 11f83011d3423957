import { expect, it } from 'vitest'
import type { Mapping } from '#shared/results/mapping.ts'
import { chosenOf, shownRoles, withChosen } from './mappingDraft.ts'

const columns = ['d1', 'd2', 'top1']
const mapping: Mapping = { sources: { error: { columns: ['top1'] } }, unit: 'percent' }

it('takes columns, several of a size per stage, and typed text as a value for all rows', () => {
  const depths = withChosen(mapping, 'depths', ['d1', 'd2'], columns)
  expect(depths.sources.depths).toEqual({ columns: ['d1', 'd2'] })
  expect(withChosen(mapping, 'error', ['top1', 'd1'], columns).sources.error).toEqual({ columns: ['d1'] })
  const sized = withChosen(depths, 'imageSize', ['32'], columns)
  expect(sized.sources).toMatchObject({ imageSize: { value: 32 }, depths: { columns: ['d1', 'd2'] } })
  expect(chosenOf(sized.sources.imageSize)).toEqual(['32'])
  expect(withChosen(sized, 'imageSize', [], columns)).toEqual(depths)
})

it('shows what matters even without a column, but no sizes beside whole networks', () => {
  expect(shownRoles(mapping, ['seed'])).toEqual(['depths', 'widths', 'imageSize', 'classes', 'error', 'seed'])
  const whole: Mapping = { ...mapping, sources: { ...mapping.sources, network: { columns: ['cfg'] } } }
  expect(shownRoles(whole, [])).toEqual(['network', 'imageSize', 'classes', 'error'])
})
