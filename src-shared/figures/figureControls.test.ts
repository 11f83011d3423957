import { expect, it } from 'vitest'
import { figureControls } from './figureControls.ts'
import { figureIds, figureParameters } from './figureParameters.ts'

it('every parameter has a control whose ends and options the schema accepts, and nothing beyond', () => {
  for (const id of figureIds) {
    const controls = figureControls(id)
    const defaults = figureParameters[id].parse({})
    expect(Object.fromEntries(controls.map(({ name, fallback }) => [name, fallback]))).toEqual(defaults)
    const isSound = (name: string, value: unknown) => figureParameters[id].safeParse({ [name]: value }).success
    for (const control of controls) {
      const { name } = control
      if (control.kind === 'choice') {
        expect(control.options.every((option) => isSound(name, option))).toBe(true)
        expect(control.options).toContain(control.fallback)
        continue
      }
      expect([control.low, control.high].every((end) => isSound(name, end))).toBe(true)
      expect([control.low - 1, control.high + 1].some((beyond) => isSound(name, beyond))).toBe(false)
      expect(isSound(name, control.low + 0.5)).toBe(!control.isInteger)
    }
  }
})
