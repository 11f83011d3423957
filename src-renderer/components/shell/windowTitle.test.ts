import { expect, it } from 'vitest'
import { windowTitle } from './windowTitle.ts'

it('a window is titled by its study and screen, or by the program alone if it shows neither', () => {
  expect(windowTitle(['Widths', 'Explore'], 'Bench')).toBe('Widths · Explore – Bench')
  expect(windowTitle([undefined, 'Settings'], 'Bench')).toBe('Settings – Bench')
  expect(windowTitle([undefined, undefined], 'Bench')).toBe('Bench')
})
