import { describe, expect, it } from 'vitest'
import type { GraphOperator, OperatorGraph } from '#shared/contract/operatorGraph.ts'
import { operatorParts } from './operatorBoxes.ts'
import { operatorLayout } from './operatorLayout.ts'
import { boxSize, placePart } from './operatorPart.ts'

/** Operators written as `id: operator inputs…`; the output of each has its own name. */
function part(name: string, ...operators: string[]): GraphOperator[] {
  return operators.map((text) => {
    const [id, operator, ...inputs] = text.split(' ')
    return { id: id!, operator: operator!, part: name, inputs, outputs: [id!] }
  })
}
/** A stem, a block with squeeze-and-excitation and a projection, one without either, a head; activations by ReLU. */
const nodes = [
  ...part('stem', 'sub Sub images', 'div Div sub', 'stem Conv div', 'x0 Relu stem'),
  ...part('s1.b1', 'proj Conv x0', 'a Conv x0', 'ra Relu a', 'pool GlobalAveragePool ra', 'ex Conv pool'),
  ...part('s1.b1', 'gate Sigmoid ex', 'se Mul ra gate', 'c Conv se', 'sum Add proj c', 'x1 Relu sum'),
  ...part('s1.b2', 'd Conv x1', 'sd Sigmoid d', 'silu Mul d sd', 'e Conv silu', 'x2 Add x1 e'),
  ...part('head', 'mean GlobalAveragePool x2', 'flat Flatten mean', 'fc Gemm flat', 'logits Identity fc'),
]
const graph: OperatorGraph = { nodes, inputs: ['images'], outputs: ['logits'], shapes: {} }
const parts = operatorParts(graph)
const placed = parts.map(placePart)
/** The boxes of a part as "operators lane". */
const boxesOf = (name: string) =>
  parts
    .find((found) => found.name === name)!
    .boxes.map(({ operators, lane }) => `${operators.map(({ id }) => id).join(' ')} ${lane}`)
/** How far right the edges of a part reach: the numbers of a path are x and y in turn. */
const reach = ({ edges }: { edges: readonly string[] }) =>
  Math.max(
    ...edges.flatMap((path) =>
      path
        .match(/[\d.]+/g)!
        .map(Number)
        .filter((_, i) => i % 2 === 0),
    ),
  )

describe('operatorParts', () => {
  it('puts an activation into the box of its operator, SiLU as well', () => {
    expect(boxesOf('stem')).toEqual(['sub div 0', 'stem x0 0'])
    expect(boxesOf('s1.b2')).toEqual(['d sd silu 0', 'e 0', 'x2 0'])
  })
  it('keeps projection and excitation beside the main path, and the gate on it', () => {
    expect(boxesOf('s1.b1')).toEqual(['proj 1', 'a ra 0', 'pool 1', 'ex gate 1', 'se 0', 'c 0', 'sum x1 0'])
  })
})

describe('placePart', () => {
  it('draws every box below its sources, and no two in one place', () => {
    for (const { boxes } of placed) {
      const bottom = new Map(boxes.map(({ box, y, height }) => [box, y + height]))
      for (const { box, y } of boxes)
        for (const source of box.sources) if (source) expect(y).toBeGreaterThan(bottom.get(source)!)
      expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(boxes.length)
    }
  })
  it('leads a projection around the boxes below it, and an identity around all of them', () => {
    const [, projected, same] = placed
    for (const block of [projected!, same!]) expect(reach(block)).toBe(block.width)
    expect(projected!.width).toBeGreaterThan(2 * boxSize.width)
    expect(same!.width).toBeLessThan(2 * boxSize.width)
  })
})

describe('operatorLayout', () => {
  it('flows parts like words: side by side if there is room, otherwise in several lines', () => {
    const [wide, narrow] = [2000, 400].map((room) => operatorLayout(placed, room))
    expect(new Set(wide!.parts.map(({ y }) => y)).size).toBe(1)
    expect(new Set(narrow!.parts.map(({ y }) => y)).size).toBeGreaterThan(2)
    expect(wide!.width).toBeLessThanOrEqual(2000)
    for (const { parts: places, width } of [wide!, narrow!])
      for (const place of places) expect(place.x + place.width).toBeLessThan(width)
  })
  it('names a stage above each line of its blocks', () => {
    expect(operatorLayout(placed, 2000).stages.map(({ stage }) => stage)).toEqual([1])
    expect(operatorLayout(placed, 400).stages.map(({ stage }) => stage)).toEqual([1, 1])
  })
  it('connects every part to the one before it', () => {
    expect(operatorLayout(placed, 2000).edges).toHaveLength(parts.length - 1)
  })
})
