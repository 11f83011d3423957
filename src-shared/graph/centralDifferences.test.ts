import { describe, it } from 'vitest'
import { operatorCases } from '#shared/testing/operatorCases.ts'
import { expectCentralDifferences } from './testing/centralDifferences.ts'

const differentiable = operatorCases.filter(({ operator }) => operator.gradient !== undefined)

describe('differentiate', () => {
  it.each(differentiable)('agrees with central differences for $name', (operatorCase) =>
    expectCentralDifferences(operatorCase),
  )
})
