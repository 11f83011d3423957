import { expect, it } from 'vitest'
import { presets } from '#shared/designspaces/presets.ts'
import { faultSentence } from './faultSentence.ts'
import { faultAt, readDefinition } from './readDefinition.ts'

const anyNet = presets.AnyNetX_A
const regNet = presets.RegNetX
const told = (key: string, values: Record<string, string>) =>
  [key.replace('spaces.faults.', ''), ...Object.entries(values).map(([name, value]) => `${name} ${value}`)].join(', ')

/** The sentence beside the field of a size that has this distribution. */
function ofSize(size: string, distribution: object, space: typeof anyNet = anyNet): string {
  const { faults } = readDefinition({ ...space, parameters: { ...space.parameters, [size]: distribution } })
  return faultSentence(faultAt(faults, `parameters.${size}`) ?? 'none', told)
}

it.each([
  ['depth', { law: 'logUniform', low: 1, high: 0, quantum: 1 }, 'order, low 1, high 0'],
  ['width', { law: 'logUniform', low: 9, high: 1024, quantum: 8 }, 'multiple, value 9, quantum 8'],
  ['bottleneckRatio', { law: 'powerOf2', low: 1, high: 3 }, 'powerOfTwo, value 3'],
  ['depth', { law: 'logUniform', low: 0, high: 8, quantum: 1 }, 'aboveZero, value 0'],
  ['depth', { law: 'uniform', low: 0, high: 8, quantum: 1 }, 'whole, value 0'],
  ['bottleneckRatio', { law: 'choice', values: [1.5] }, 'ratio, value 1.5'],
  ['groupWidth', { law: 'choice', values: [] }, 'list'],
  ['depth', { law: 'uniform', low: NaN, high: 8, quantum: 1 }, 'number'],
])('the fault of %s with %j is told as "%s"', (size, distribution, sentence) =>
  expect(ofSize(size, distribution)).toBe(sentence),
)
it.each([
  ['initialWidth', { law: 'uniform', low: 4, high: 8, quantum: 4 }, 'multipleOf8, value 4'],
  ['widthSlope', { law: 'uniform', low: -1, high: 8, quantum: 1 }, 'atLeastZero, value -1'],
  ['widthMultiplier', { law: 'uniform', low: 1, high: 3, quantum: 1 }, 'aboveOne, value 1'],
])('the fault of a RegNet’s %s with %j is told as "%s"', (size, distribution, sentence) =>
  expect(ofSize(size, distribution, regNet)).toBe(sentence),
)

it('an empty name and a range without ends are told, other faults stand as they are worded', () => {
  const { faults } = readDefinition({ ...anyNet, name: '', constraints: [{ id: 'widthRange' }] })
  expect(['name', 'constraints.0'].map((place) => faultSentence(faultAt(faults, place)!, told))).toEqual([
    'empty',
    'bound',
  ])
  expect(faultSentence('is not known (block)', told)).toBe('is not known (block)')
})
