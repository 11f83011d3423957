import { describe, expect, it } from 'vitest'
import { operatorLayout, operatorSize } from './operatorLayout.ts'

const node = (id: string, inputs: string[]) => ({ id, operator: 'Conv', inputs, outputs: [`${id}.out`] })
/** x -> a -> b -> c -> sum, with a projection p beside b and c. */
const residual = {
  nodes: [
    node('a', ['x']),
    node('p', ['a.out']),
    node('b', ['a.out']),
    node('c', ['b.out']),
    node('sum', ['c.out', 'p.out']),
  ],
  inputs: ['x'],
  outputs: ['sum.out'],
  shapes: { 'a.out': [1, 16, 8, 8] },
}

describe('operatorLayout', () => {
  const { nodes, edges, width } = operatorLayout(residual)
  const at = Object.fromEntries(nodes.map((placed) => [placed.id, placed]))

  it('draws every operator right of those that it uses', () => {
    for (const { from, to } of edges) expect(at[to]!.x).toBeGreaterThanOrEqual(at[from]!.x + operatorSize.width)
    expect(edges).toHaveLength(5)
  })
  it('keeps the longest way in one lane and puts the shortcut below', () => {
    expect(new Set(['a', 'b', 'c', 'sum'].map((id) => at[id]!.y)).size).toBe(1)
    expect(at['p']!.y).toBeGreaterThan(at['a']!.y)
  })
  it('puts no two operators on one place', () => {
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length)
    expect(width).toBe(at['sum']!.x + operatorSize.width)
  })
  it('tells the shape without the batch', () => expect(at['a']!.shape).toBe('16×8×8'))
})
