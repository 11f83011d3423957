import { expect, test } from 'vitest'
import type { Network, Stage } from '#shared/networks/network.ts'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { spaceAt9 } from './spaceAt9.ts'

const stage: Stage = { depth: 1, width: 24, stride: 2, bottleneckRatio: 1, groupWidth: 8 }
const network = (change: Partial<Network>, ofStage: Partial<Stage> = {}): Network => ({
  ...anyNetwork,
  stages: [{ ...stage, ...ofStage }],
  ...change,
})

test('the space of a network draws each size from a single value', () => {
  const stages = [stage, { depth: 3, width: 32, stride: 1, bottleneckRatio: 2, groupWidth: 16 }]
  const { stem, stemWidth, activation, headWidth, bnEpsilon } = anyNetwork
  const each = (...values: number[]) => values.map((value) => ({ law: 'choice', values: [value] }))
  expect(spaceAt9(network({ block: 'y', seRatio: 0.25, stages }), 'mine')).toEqual({
    ...{ id: 'network', name: 'mine', stem, stemWidth, block: 'y', seRatio: 0.25, activation, headWidth, bnEpsilon },
    strides: [2, 1],
    parameters: {
      ...{ kind: 'anyNet', depth: each(1, 3), width: each(24, 32) },
      ...{ bottleneckRatio: each(1, 2), groupWidth: each(8, 16) },
    },
    constraints: [],
  })
})

test.each<[Partial<Network>, Partial<Stage>, boolean]>([
  [{}, {}, true],
  [{ stages: [] }, {}, false],
  [{ stages: Array<Stage>(6).fill(stage) }, {}, true],
  [{ stages: Array<Stage>(7).fill(stage) }, {}, false],
  [{ seRatio: 0.25 }, {}, false],
  [{ block: 'linear', seRatio: 0.25 }, {}, true],
  [{ block: 'y', seRatio: 0.25 }, {}, true],
  [{ block: 'y' }, {}, false],
  [{}, { stride: 4 }, true],
  [{}, { stride: 5 }, false],
  [{}, { depth: 0 }, false],
  [{}, { depth: 1.5 }, false],
  [{}, { width: 24.5 }, false],
  [{}, { stride: 0 }, false],
  [{}, { groupWidth: 16 }, false],
  [{}, { groupWidth: 0.5 }, false],
  [{}, { bottleneckRatio: 3 }, true],
  [{}, { bottleneckRatio: 2.5 }, false],
  [{}, { bottleneckRatio: 48, groupWidth: 1 }, false],
  [{}, { bottleneckRatio: 0.5, groupWidth: 48 }, true],
  [{}, { bottleneckRatio: 0.333333, groupWidth: 72 }, true],
  [{}, { bottleneckRatio: 0.3, groupWidth: 1 }, false],
  [{}, { bottleneckRatio: 0, groupWidth: 1 }, false],
  [{}, { bottleneckRatio: -1, groupWidth: 1 }, false],
  [{ block: 'r' }, { bottleneckRatio: 2, groupWidth: 12 }, true],
  [{ block: 'r' }, { bottleneckRatio: 2, groupWidth: 6 }, false],
  [{ block: 'basic' }, { groupWidth: 24 }, true],
  [{ block: 'basic' }, { groupWidth: 8 }, false],
  [{ block: 'basic' }, { bottleneckRatio: 2, groupWidth: 24 }, false],
])('a network with %j and stages with %j has a space: %s', (change, ofStage, hasOne) => {
  expect(spaceAt9(network(change, ofStage), 'mine') !== undefined).toBe(hasOne)
})

test('invalid names and incomplete networks have no space', () => {
  const names = ['', '  ', 'x'.repeat(201), 'a\nb', 'a\u2028b']
  expect(names.map((name) => spaceAt9(network({}), name))).toEqual(names.map(() => undefined))
  expect(spaceAt9(network({}), 'x'.repeat(200))).toBeDefined()
  for (const key of ['stem', 'stemWidth', 'block', 'seRatio', 'activation', 'headWidth', 'bnEpsilon'] as const) {
    const without = { ...network({}), [key]: undefined }
    expect(spaceAt9(without, 'mine'), key).toBeUndefined()
  }
})
