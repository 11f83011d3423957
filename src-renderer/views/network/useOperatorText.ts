import type { GraphOperator, OperatorGraph } from '#shared/contract/operatorGraph.ts'
import { useText } from '#renderer/i18n/texts.ts'

export type OperatorText = ReturnType<typeof useOperatorText>

/** Texts about the operators of `graph` and the parts they belong to. */
export function useOperatorText(graph: () => OperatorGraph) {
  const { t } = useText()

  /** Shape of a value without the batch, as "16×8×8"; empty if unknown. */
  const shapeOf = (value: string): string => graph().shapes[value]?.slice(1).join('×') ?? ''
  /** `form`: 'short' as in the figures of papers, "3×3, /2". */
  function windowText({ window }: GraphOperator, form: 'short' | 'long'): string {
    if (!window) return ''
    const strided = form === 'short' ? 'network.windowStridedShort' : 'network.windowStrided'
    return t(window.stride > 1 ? strided : 'network.window', { ...window })
  }
  const groupsText = ({ window }: GraphOperator): string =>
    window && window.groups > 1 ? t('network.operatorGroups', { count: window.groups }) : ''

  function placeOf(part: string) {
    const [, stage, block] = /^s(\d+)\.b(\d+)$/.exec(part) ?? []
    return stage !== undefined && block !== undefined ? { stage, block } : undefined
  }
  /** "Stage 1, block 2", "Stem", "Operators 3 to 5". */
  function partName(part: string): string {
    const place = placeOf(part)
    if (place) return t('network.blockName', place)
    // A part of a graph that the bench did not make.
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? []
    if (first !== undefined && last !== undefined)
      return first === last ? t('network.operatorNumber', { first }) : t('network.operatorNumbers', { first, last })
    return t(part === 'stem' ? 'network.stem' : 'network.head')
  }
  /** The name if the stage is shown beside it: "Block 2". */
  function blockName(part: string): string {
    const place = placeOf(part)
    return place ? t('network.blockShort', { block: place.block }) : partName(part)
  }
  return { shapeOf, windowText, groupsText, partName, blockName }
}
