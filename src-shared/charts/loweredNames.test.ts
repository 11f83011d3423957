import { expect, it } from 'vitest'
import { loweredNames } from './loweredNames.ts'

it('only the letter of a name becomes a subscript; nothing else in the SVG changes', () => {
  const lowered = '<tspan font-size="75%" dy="2.5">E</tspan><tspan dy="-2.5">\u200b</tspan>'
  expect(loweredNames('<text id="a_b" x="1">RegNetX minus AnyNetX_E, points</text>')).toBe(
    `<text id="a_b" x="1">RegNetX minus AnyNetX${lowered}, points</text>`,
  )
  expect(loweredNames('<text>my_own_space</text>')).toBe('<text>my_own_space</text>')
})
