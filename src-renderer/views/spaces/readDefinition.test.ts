import { describe, expect, it } from 'vitest'
import { presets } from '#shared/designspaces/presets.ts'
import { faultAt, readDefinition } from './readDefinition.ts'

const space = presets.AnyNetX_A

describe('readDefinition', () => {
  it('reads every valid space as it is', () => expect(readDefinition(space).definition).toEqual(space))
  it('puts a fault at its place', () => {
    const width = { law: 'logUniform', low: 9, high: 1024, quantum: 8 }
    const { definition, faults } = readDefinition({ ...space, parameters: { ...space.parameters, width } })
    expect(definition).toBeUndefined()
    expect(faultAt(faults, 'parameters.width')).toContain('9 (a multiple of quantum 8)')
    expect(faultAt(faults, 'parameters.depth')).toBeUndefined()
  })
  it('finds the fault of a number inside a constraint', () => {
    const { faults, sentence } = readDefinition({ ...space, constraints: [{ id: 'widthRange' }] })
    expect(faultAt(faults, 'constraints.0')).toContain('needs min')
    expect(sentence).toContain('constraints.0')
  })
})
