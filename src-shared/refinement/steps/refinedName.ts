import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { isSameName } from '#shared/designspaces/spaceId.ts'
import { presets } from '#shared/designspaces/presets.ts'
import type { Refinement } from '#shared/refinement/steps/refinement.ts'
import type { Translate } from '#shared/messages/translation.ts'
import { formulaText } from './formulaText.ts'

/** The paper's spaces that differ only in constraints, each refining the previous one. */
const path = ['AnyNetX_A', 'AnyNetX_B', 'AnyNetX_C', 'AnyNetX_D', 'AnyNetX_E'] as const

/** A refinement in a few letters, for use in a name: "w grows", "g ≥ 8", "one b". */
export function refinementPhrase(refinement: Refinement, t: Translate<'refine'>): string {
  if (refinement.kind === 'constraint') {
    const { constraint } = refinement
    switch (constraint.id) {
      case 'widthOrder':
      case 'depthOrder':
        return t(`refine.phrases.${constraint.order}`, { what: constraint.id === 'widthOrder' ? 'w' : 'd' })
      case 'sharedBottleneckRatio':
        return t('refine.phrases.shared', { what: 'b' })
      case 'sharedGroupWidth':
        return t('refine.phrases.shared', { what: 'g' })
      case 'quantizedLinearWidths':
        return t('refine.phrases.linear', { what: 'w' })
      default:
    }
  }
  return formulaText(refinement)
}

/**
 * An unused name for a refined space (not in `taken`): the paper's if the refinement leads from one of its spaces to
 * the next, otherwise the parent's name with the refinement, or with a number if there is none yet.
 */
export function refinedName(
  parent: DesignSpace,
  refined: DesignSpace,
  phrase: string | undefined,
  taken: readonly string[],
): string {
  const isFree = (name: string) => !taken.some((other) => isSameName(other, name))
  const place = path.findIndex((id) => id === parent.name)
  const next = place < 0 ? undefined : path[place + 1]
  if (next && isFree(next) && sameConstraints(refined, presets[next])) return next
  const withPhrase = phrase === undefined ? undefined : `${parent.name}, ${phrase}`
  const fits = withPhrase !== undefined && withPhrase.length <= longest
  const stem = fits ? withPhrase : parent.name.replace(/ \d+$/, '')
  if (fits && isFree(stem)) return stem
  let number = 2
  const numbered = () => (fits ? `${stem} (${number})` : `${stem} ${number}`)
  while (!isFree(numbered())) number++
  return numbered()
}

/** Longer names do not fit a legend. */
const longest = 60

function sameConstraints(a: DesignSpace, b: DesignSpace): boolean {
  const said = ({ constraints }: DesignSpace) => constraints.map((constraint) => JSON.stringify(constraint)).sort()
  return JSON.stringify(said(a)) === JSON.stringify(said(b))
}
