import { describe, expect, it } from 'vitest'
import { caseGraph, operatorCases } from '#shared/testing/operatorCases.ts'
import { operators } from './operators.ts'

describe('The table of operators', () => {
  it('has every operator under its own id', () => {
    for (const [key, { id }] of Object.entries(operators)) expect(id).toBe(key)
  })
  it('marks exactly the outputs whose first axis is the batch', () => {
    for (const operatorCase of operatorCases) {
      const { graph } = caseGraph(operatorCase)
      const { id } = operatorCase.operator
      const batch = operatorCase.inputs.find(({ batched }) => batched)?.shape[0]
      // Reduced over the batch.
      const reduced = ['batchSum', 'crossEntropy', 'linearWeightGradient', 'conv2dWeightGradient', 'scale'].includes(id)
      const isFirst = (i: number) => !reduced && !(id.startsWith('batchNorm') && i > 0)
      const outputs = [...graph.outputs.values()]
      expect(
        outputs.map(({ batched }) => batched),
        operatorCase.name,
      ).toEqual(outputs.map((_, i) => isFirst(i)))
      for (const { batched, shape } of outputs) if (batched) expect(shape[0]).toBe(batch)
    }
  })
  // A plan lowers all updates of a graph at once; trainingStep.test.ts and lossScaling.test.ts cover them. Casts to and from
  // float16 are no functions with a gradient; mixedPrecision.test.ts covers them.
  it('has a test case for every operator except the updates and casts', () => {
    const checked = new Set(operatorCases.map(({ operator }) => operator.id))
    const unchecked = Object.keys(operators).filter((id) => !checked.has(id))
    expect(unchecked).toEqual([
      ...['toHalf', 'fromHalf', 'scaleGradient', 'lossScaling', 'sgdUpdate', 'scaledSgdUpdate', 'runningUpdate'],
    ])
  })
})
