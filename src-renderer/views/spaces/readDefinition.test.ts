import { expect, it } from 'vitest'
import { presets } from '#shared/designspaces/presets.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { faultAt, faultElsewhere, readDefinition } from './readDefinition.ts'

const space = presets.AnyNetX_A

it('reads every valid space unchanged', () => expect(readDefinition(space)).toEqual({ definition: space, faults: {} }))

it('reports a fault at its path', () => {
  const width = { law: 'logUniform', low: 9, high: 1024, quantum: 8 }
  const { definition, faults } = readDefinition({ ...space, parameters: { ...space.parameters, width } })
  expect(definition).toBeUndefined()
  expect(faultAt(faults, 'parameters.width')).toEqual(sentence('noMultiple', { value: 9, quantum: 8 }))
  expect(faultAt(faults, 'parameters.depth')).toBeUndefined()
})

it('reports what is missing beside a field that is empty or not a number', () => {
  const depth = { law: 'uniform', low: NaN, high: 8, quantum: 1 }
  const { faults } = readDefinition({ ...space, name: '', stemWidth: NaN, parameters: { ...space.parameters, depth } })
  expect(['name', 'stemWidth', 'parameters.depth'].map((place) => faultAt(faults, place)?.key)).toEqual([
    'required',
    'notNumber',
    'notNumber',
  ])
})

it('reports a fault without a field together with its path', () => {
  const { faults } = readDefinition({ ...space, constraints: [{ id: 'widthRange' }] })
  const said = sentence('noEnds')
  expect(faultAt(faults, 'constraints.0')).toEqual(said)
  expect(faultElsewhere(faults, ['constraints'])).toBeUndefined()
  expect(faultElsewhere(faults, ['name'])).toEqual(sentence('faultAt', { place: 'constraints[0]', said }))
})
