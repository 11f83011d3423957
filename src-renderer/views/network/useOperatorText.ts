import type { GraphOperator, OperatorGraph } from '#shared/contract/operatorGraph.ts'
import { useText } from '#renderer/i18n/texts.ts'

export type OperatorText = ReturnType<typeof useOperatorText>

/** What is said of the operators of `graph` and of the parts they stand in. */
export function useOperatorText(graph: () => OperatorGraph) {
  const { t } = useText()

  /** Of a value without the batch, where it is known: "16×8×8". */
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
  /** "Stage 1, block 2", "Stem". */
  function partName(part: string): string {
    const place = placeOf(part)
    return place ? t('network.blockName', place) : t(part === 'stem' ? 'network.stem' : 'network.head')
  }
  /** The same where the stage is told beside it: "Block 2". */
  function blockName(part: string): string {
    const place = placeOf(part)
    return place ? t('network.blockShort', { block: place.block }) : partName(part)
  }
  return { shapeOf, windowText, groupsText, partName, blockName }
}
