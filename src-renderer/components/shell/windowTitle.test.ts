import { expect, it } from 'vitest'
import { windowTitle } from './windowTitle.ts'

it('a window is named by its study and screen, and by the program alone where it shows neither', () => {
  expect(windowTitle(['Widths', 'Explore'], 'Bench')).toBe('Widths · Explore – Bench')
  expect(windowTitle([undefined, 'Settings'], 'Bench')).toBe('Settings – Bench')
  expect(windowTitle([undefined, undefined], 'Bench')).toBe('Bench')
})
