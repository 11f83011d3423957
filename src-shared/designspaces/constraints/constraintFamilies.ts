import { bothCountLimits, bothLimits, boundList, limitsOf, rangeOf, withinBounds } from './bounds.ts'
import { limitsText } from './boundText.ts'
import type { Candidate, ChainName } from '../sampling/candidate.ts'
import { bothOrders, inOrder, type OrderId } from '../sampling/stageChain.ts'
import { boundsFields, constraintKind, limitFields, orderFields, type ConstraintKind } from './constraintKind.ts'
import { ordered } from '../sampling/conditionModel.ts'

/** One value of a size for all stages. On an axis, it is a spread of zero: values are usually powers of two. */
export function shared(size: ChainName, symbol: string, valuesOf: (candidate: Candidate) => readonly number[]) {
  return constraintKind({
    fields: {},
    start: {},
    check: (candidate) => inOrder(valuesOf(candidate), 'constant'),
    condition: (laws) => ({ laws: ordered(laws, size, 'constant'), exact: true }),
    combine: () => ({}),
    symbol: () => symbol,
    axis: {
      dataFor: ({ low = 0, high = Infinity }) => (low <= 0 && high < 1 ? {} : undefined),
      kept: () => ({ high: 0 }),
    },
  })
}

const orderSigns = { nonDecreasing: '≥', increasing: '>', constant: '=', nonIncreasing: '≤', decreasing: '<' } as const

/** Ranges are dragged on a plot, so an end within a tenth of an octave of 0 means "never falls". */
const stepTolerance = 0.1

/** An order of a size over the stages. On the axis of the smallest step, nonDecreasing is a range from 0. */
export function ordering(
  size: ChainName,
  letter: string,
  sequencesOf: (candidate: Candidate) => readonly (readonly number[])[],
  { regNetHas = () => false }: { regNetHas?: (order: OrderId) => boolean } = {},
) {
  return constraintKind<typeof orderFields>({
    fields: orderFields,
    start: { order: 'nonDecreasing' },
    check: (candidate, c) => sequencesOf(candidate).every((values) => inOrder(values, c.order)),
    condition: (laws, c) => ({
      laws: ordered(laws, size, c.order),
      exact: laws.kind === 'anyNet' || regNetHas(c.order),
    }),
    combine: (a, b) => {
      const order = bothOrders(a.order, b.order)
      return order && { order }
    },
    symbol: (c) => `${letter}ᵢ₊₁ ${orderSigns[c.order]} ${letter}ᵢ`,
    axis: {
      dataFor: ({ low, high }) =>
        high === undefined && Math.abs(low ?? Infinity) <= stepTolerance ? { order: 'nonDecreasing' } : undefined,
      kept: (c) => (c.order === 'nonDecreasing' ? { low: 0 } : undefined),
    },
  })
}

type LimitsKind = ConstraintKind<ReturnType<typeof limitFields>>

/** A range of one number, both ends included. */
export function limited(
  symbol: string,
  rest: Pick<LimitsKind, 'start' | 'only' | 'check' | 'condition'>,
  unit?: string,
) {
  return constraintKind({
    fields: limitFields(unit),
    ...rest,
    combine: bothLimits,
    symbol: (c) => limitsText(symbol, c, unit),
    axis: { dataFor: limitsOf, kept: rangeOf },
  })
}

/** A range of a count that may depend on the network's FLOPs. An axis shows only its constant limits. */
export function counted(symbol: string, valueOf: (candidate: Candidate) => number) {
  return constraintKind({
    fields: boundsFields(),
    start: { max: 1e5 },
    check: (candidate, c) => withinBounds(valueOf(candidate), c, candidate.complexity.flops),
    combine: bothCountLimits,
    symbol: (c) => limitsText(symbol, c),
    axis: {
      dataFor: limitsOf,
      kept: ({ min, max }) => {
        const [low, high] = [min, max].map((bounds) => boundList(bounds).find((bound) => typeof bound === 'number'))
        return low === undefined && high === undefined ? undefined : rangeOf({ min: low, max: high })
      },
    },
  })
}
