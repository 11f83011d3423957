import type { OnnxAttribute, OnnxNode } from './onnxNode.ts'

type Attributed = Pick<OnnxNode, 'attributes'>
const valueOf = ({ attributes }: Attributed, name: string): OnnxAttribute | undefined => attributes[name]

/** The integers of an attribute; undefined if the node does not have it. */
export function integers(node: Attributed, name: string): readonly number[] | undefined {
  const value = valueOf(node, name)
  return Array.isArray(value) ? (value as readonly number[]) : undefined
}

/** The integer of an attribute, or the one that the standard takes without it. */
export function integer(node: Attributed, name: string, without: number): number {
  const value = valueOf(node, name)
  return typeof value === 'number' ? value : without
}

/** The text of an attribute; empty if the node does not have it. */
export function text(node: Attributed, name: string): string {
  const value = valueOf(node, name)
  return typeof value === 'string' ? value : ''
}

/** The floats of an attribute; undefined if the node does not have it. */
export function floats(node: Attributed, name: string): readonly number[] | undefined {
  const value = valueOf(node, name)
  return typeof value === 'object' && 'floats' in value ? value.floats : undefined
}
