import { describe, expect, it } from 'vitest'
import { Graph } from '#shared/graph/graph.ts'
import { sgdUpdate } from '#shared/graph/ops/update.ts'
import { lowerGraph } from './lowerGraph.ts'
import { flatNames, slotNamed } from './packing.ts'
import type { LoweringContext } from './loweringContext.ts'
import { loweringPlans } from './planTable.ts'
import type { Formulation } from './planTypes.ts'

/** Two parameters, [2] and [3], each serving as its own gradient. */
function updated(): Graph {
  const graph = new Graph()
  const rate = graph.input('rate', [], 'scalar')
  for (const [name, size] of [
    ['a', 2],
    ['b', 3],
  ] as const) {
    const value = graph.input(name, [size], 'parameter')
    const velocity = graph.input(`momentum/${name}`, [size], 'momentum')
    const attributes = { momentum: 0.9, nesterov: false, weightDecay: 0 }
    const [next, nextVelocity] = graph.apply(sgdUpdate, [value, velocity, value, rate], attributes)
    graph.output(`next/${name}`, next)
    graph.output(`next/momentum/${name}`, nextVelocity)
  }
  return graph
}

const namesOf = (sgd: Formulation<'sgdUpdate'>) => {
  const plan = { ...loweringPlans.cpu, formulations: { ...loweringPlans.cpu.formulations, sgdUpdate: sgd } }
  return lowerGraph(updated(), plan).outputs.map(({ name }) => name)
}

describe('An update', () => {
  it('packs the next state like the state in the CPU plan', () => {
    expect(namesOf(loweringPlans.cpu.formulations.sgdUpdate)).toEqual(['next/parameters', 'next/momenta'])
  })

  it('may be lowered once for all nodes, on vectors, in another plan', () => {
    let calls = 0
    const names = namesOf((context, node) => {
      context.updateTogether(node, update)
      return []
    })
    function update({ onnx, inputs }: LoweringContext, nodes: readonly unknown[]) {
      calls++
      expect(nodes).toHaveLength(2)
      const slot = { ...slotNamed(inputs, flatNames.parameter), name: 'decayed' }
      onnx.addNamed('Mul', [flatNames.parameter, onnx.scalar(0.5)], [slot.name])
      return [slot]
    }
    expect(calls).toBe(1)
    expect(names).toEqual(['decayed'])
  })

  it('may be lowered node by node in another plan, with values as separate outputs', () => {
    const names = namesOf((context, node) =>
      node.outputs.map((value) => context.emit(value, context.onnx.add('Identity', [context.name(node.inputs[0])]))),
    )
    expect(names).toEqual(['next/a', 'next/momentum/a', 'next/b', 'next/momentum/b'])
  })
})
