import { integer, integers } from './attributes.ts'
import type { KnownValue, OnnxNode } from './onnxNode.ts'

/** The numbers of an operator's output, such as a shape that is computed; undefined: not known. */
type NumbersRule = (inputs: readonly (KnownValue | undefined)[], node: OnnxNode) => readonly number[] | undefined

const kept: NumbersRule = ([x]) => x?.numbers
const pairwise =
  (of: (a: number, b: number) => number): NumbersRule =>
  ([one, other]) => {
    const [a, b] = [one?.numbers, other?.numbers]
    if (!a || !b || (a.length !== b.length && a.length !== 1 && b.length !== 1)) return undefined
    return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => of(a[i] ?? a[0]!, b[i] ?? b[0]!))
  }
const at = (index: number, length: number): number => (index < 0 ? index + length : index)

/** How exporters compute shapes and axes from shapes: a rule for each operator that they use. Integers alone. */
const numbersRules: Readonly<Partial<Record<string, NumbersRule>>> = {
  Identity: kept,
  Cast: kept,
  Squeeze: kept,
  Unsqueeze: kept,
  Reshape: kept,
  Floor: ([x]) => x?.numbers?.map(Math.floor),
  Ceil: ([x]) => x?.numbers?.map(Math.ceil),
  Add: pairwise((a, b) => a + b),
  Sub: pairwise((a, b) => a - b),
  Mul: pairwise((a, b) => a * b),
  Div: pairwise((a, b) => Math.trunc(a / b)),
  Shape: ([x], node) => {
    if (!x || x.shape.some((size) => typeof size !== 'number')) return undefined
    const sizes = x.shape as readonly number[]
    const [start, end] = [integer(node, 'start', 0), integer(node, 'end', sizes.length)]
    return sizes.slice(start, end)
  },
  Gather: ([x, indices]) => {
    const [from, places] = [x?.numbers, indices?.numbers]
    return from && places && x?.shape.length === 1 ? places.map((i) => from[at(i, from.length)]!) : undefined
  },
  Concat: (inputs) => {
    const all = inputs.map((input) => input?.numbers)
    return all.every((numbers) => numbers !== undefined) ? all.flat() : undefined
  },
  Slice: ([x, starts, ends, , steps], node) => {
    const [from, to] = [starts?.numbers ?? integers(node, 'starts'), ends?.numbers ?? integers(node, 'ends')]
    if (!x?.numbers || x.shape.length !== 1 || !from || !to || (steps && steps.numbers?.[0] !== 1)) return undefined
    return x.numbers.slice(from[0], to[0])
  },
  ConstantOfShape: ([shape]) => {
    const count = shape?.numbers?.reduce((total, size) => total * size, 1)
    return count !== undefined && count <= 64 ? new Array<number>(count).fill(0) : undefined
  },
}

/** The numbers of an operator's output; undefined where they are not known. */
export const numbersOf: NumbersRule = (inputs, node) =>
  Object.hasOwn(numbersRules, node.type) ? numbersRules[node.type]!(inputs, node) : undefined
