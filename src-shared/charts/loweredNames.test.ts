import { expect, it } from 'vitest'
import { loweredNames } from './loweredNames.ts'

it('only the letter of a name becomes a subscript; nothing else in the SVG changes', () => {
  const lowered = '<tspan font-size="75%" dy="2.5">E</tspan><tspan dy="-2.5">\u200b</tspan>'
  expect(loweredNames('<text id="a_b" x="1">RegNetX minus AnyNetX_E, points</text>')).toBe(
    `<text id="a_b" x="1">RegNetX minus AnyNetX${lowered}, points</text>`,
  )
  const fit = lowered.replace('>E<', '>fit<')
  expect(loweredNames('<text>6.5 %, e_fit 0.00</text>')).toBe(`<text>6.5 %, e${fit} 0.00</text>`)
  for (const name of ['my_own_space', 'AnyNetX_Abc', 'AnyNetX_', 'AnyNetX_A_'])
    expect(loweredNames(`<text>${name}</text>`)).toBe(`<text>${name}</text>`)
  const two = lowered.replace('>E<', '>A2<')
  expect(loweredNames('<text>AnyNetX_A2</text><text>AnyNetX_E</text>')).toBe(
    `<text>AnyNetX${two}</text><text>AnyNetX${lowered}</text>`,
  )
})
