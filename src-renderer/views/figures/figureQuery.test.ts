import { expect, it } from 'vitest'
import { parametersIn, parametersText } from './figureQuery.ts'

it('parameters in an address and back', () => {
  const chosen = { side: 'best', count: 5, slope: 4.5 }
  expect(parametersIn('widths', parametersText(chosen))).toEqual(chosen)
  expect(parametersIn('widths', '')).toEqual({})
})

it.each([
  ['widths', 'count=0'],
  ['widths', 'count=2.5'],
  ['widths', 'side=middle'],
  ['widths', 'colour=red'],
  ['errorAgainst', 'parameter'],
] as const)('%s does not take %s', (figure, text) => expect(parametersIn(figure, text)).toEqual({}))
