import { countText, flopsText } from '#shared/format/counts.ts'
import { percentText, shortText, signedText, wholeText } from '#shared/format/numbers.ts'
import type { Complexity } from '#shared/networks/complexity.ts'
import type { Translate } from '#shared/messages/translation.ts'
import { errorRange, type PairedNetwork } from './pairedNetwork.ts'
import { rangedText } from './pairSentence.ts'
import type { PairSummary } from './pairSummary.ts'
import { linePairs, recipePairs, structurePairs, type StructureId } from './structure.ts'

/** Two values beside one another. */
export interface PairRow {
  readonly id: string
  readonly label: string
  readonly values: readonly [string, string]
  /** What the second is to the first: a ratio, a difference; empty without one. */
  readonly change: string
  readonly isSame: boolean
}

export interface PairPart {
  readonly id: 'structure' | 'line' | 'cost' | 'result' | 'times' | 'recipe'
  readonly title: string
  readonly rows: readonly PairRow[]
}

/** Median milliseconds of both networks under equal conditions; null where one was not measured. */
export interface PairedTime {
  readonly label: string
  readonly ms: readonly [number | null, number | null]
}

interface Wording {
  readonly t: Translate<'pair'>
  /** Words for a block, stem or activation function; its id otherwise. */
  readonly say?: (id: StructureId, value: string) => string
}

const costs = ['flops', 'parameters', 'activations'] as const satisfies readonly (keyof Complexity)[]
const none = '–'

/** Two networks in rows by part; of the recipes the keys in which they differ; parts without rows are left out. */
export function pairTable(
  first: PairedNetwork,
  second: PairedNetwork,
  { error }: PairSummary,
  times: readonly PairedTime[],
  { t, say = (_, value) => value }: Wording,
): PairPart[] {
  const part = (id: PairPart['id'], rows: readonly PairRow[]): PairPart => ({ id, title: t(`pair.parts.${id}`), rows })
  const plain = <Id extends string>(label: (id: Id) => string) => {
    return ({ id, values, isSame }: { id: Id; values: readonly [string, string]; isSame: boolean }): PairRow => ({
      ...{ id, label: label(id), values, change: '', isSame },
    })
  }
  const ratio = (a: number, b: number) => (a > 0 ? `×${shortText(b / a, 4)}` : '')
  const both = [first, second] as const
  const row = (id: string, label: string, values: readonly [string, string], change = ''): PairRow => ({
    ...{ id, label, values, change, isSame: values[0] === values[1] },
  })
  const errors = both.map((one) => {
    const range = errorRange(one)
    if (range) return rangedText(range, t)
    return one.errorPercent === null ? none : percentText(one.errorPercent)
  }) as [string, string]
  const images = both.map(({ judged }) =>
    judged ? t('pair.ofImages', { wrong: wholeText(judged.wrong), count: wholeText(judged.count) }) : none,
  ) as [string, string]
  const seeds = both.map(({ training }) => (training ? String(training.seed) : t('pair.untrained'))) as [string, string]
  const recipes = first.training && second.training ? ([first.training.recipe, second.training.recipe] as const) : null
  return [
    part(
      'structure',
      structurePairs(first.network, second.network)
        .map((pair) => ({ ...pair, values: pair.values.map((value) => say(pair.id, value)) as [string, string] }))
        .map(plain((id) => t(`pair.structure.${id}`))),
    ),
    part('line', linePairs(first.network, second.network).map(plain((id) => t(`pair.line.${id}`)))),
    part(
      'cost',
      costs.map((id) => {
        const text = id === 'flops' ? flopsText : countText
        const values = [text(first[id]), text(second[id])] as const
        return {
          ...row(id, t(`pair.cost.${id}`), values, ratio(first[id], second[id])),
          isSame: first[id] === second[id],
        }
      }),
    ),
    part(
      'result',
      both.every(({ training, errorPercent }) => !training && errorPercent === null)
        ? []
        : [
            row('error', t('pair.result.error'), errors, error ? rangedText(error.difference, t, signedText) : ''),
            row('images', t('pair.result.images'), images),
            row('seed', t('pair.result.seed'), seeds),
          ],
    ),
    part(
      'times',
      times.map(({ label, ms: [a, b] }, i) => {
        const values = [a, b].map((ms) => (ms === null ? none : shortText(ms, 3))) as [string, string]
        return row(String(i), label, values, a !== null && b !== null ? ratio(a, b) : '')
      }),
    ),
    part('recipe', recipes ? recipePairs(...recipes).map(plain((key) => key)) : []),
  ].filter(({ rows }) => rows.length > 0)
}
