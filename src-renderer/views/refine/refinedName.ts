import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { presets } from '#shared/designspaces/presets.ts'

/** The paper's spaces in which only constraints differ, each refining the one before it. */
const path = ['AnyNetX_A', 'AnyNetX_B', 'AnyNetX_C', 'AnyNetX_D', 'AnyNetX_E'] as const

/**
 * A name for a refined space that none of `taken` has: the paper's where the refinement leads from one of its spaces to
 * the next, otherwise the parent's with a number.
 */
export function refinedName(parent: DesignSpace, refined: DesignSpace, taken: readonly string[]): string {
  const place = path.findIndex((id) => id === parent.name)
  const next = place < 0 ? undefined : path[place + 1]
  if (next && !taken.includes(next) && sameConstraints(refined, presets[next])) return next
  const stem = parent.name.replace(/ \d+$/, '')
  let number = 2
  while (taken.includes(`${stem} ${number}`)) number++
  return `${stem} ${number}`
}

/** A name as the id of a space: letters, digits, dot, dash and underscore. */
export function spaceIdOf(name: string): string {
  const id = name
    .trim()
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
  return id || 'space'
}

function sameConstraints(a: DesignSpace, b: DesignSpace): boolean {
  const said = ({ constraints }: DesignSpace) => constraints.map((constraint) => JSON.stringify(constraint)).sort()
  return JSON.stringify(said(a)) === JSON.stringify(said(b))
}
