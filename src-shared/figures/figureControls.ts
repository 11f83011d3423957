import type { figures } from '#shared/messages/en/figures.ts'
import { figureParameters, type FigureId } from './figureParameters.ts'

export type ParameterName = keyof typeof figures.parameters

/** How a parameter of a figure is chosen: one of several values, or a number within bounds, both included. */
export type FigureControl =
  | {
      readonly kind: 'choice'
      readonly name: ParameterName
      readonly options: readonly string[]
      readonly fallback: string
    }
  | {
      readonly kind: 'number'
      readonly name: ParameterName
      readonly low: number
      readonly high: number
      readonly isInteger: boolean
      readonly fallback: number
    }

interface Described {
  readonly type: string
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly default: string | number
}

/** The parameters of a figure in the order of its schema, read from it. */
export function figureControls(id: FigureId): FigureControl[] {
  const { properties = {} } = figureParameters[id].toJSONSchema({ io: 'input' })
  return Object.entries(properties as Record<ParameterName, Described>).map(([key, described]) => {
    const name = key as ParameterName
    const fallback = described.default
    return typeof fallback === 'string'
      ? { kind: 'choice', name, options: described.enum!, fallback }
      : {
          ...{ kind: 'number', name, fallback, isInteger: described.type === 'integer' },
          ...{ low: described.minimum!, high: described.maximum! },
        }
  })
}
