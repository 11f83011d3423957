import { charts as korean } from '#shared/messages/ko/charts.ts'
import { translation } from '#shared/messages/translation.ts'
import type { MessageKey } from '#shared/messages/translation.ts'
import { inEnglish, type ChartTranslate } from '../chartTexts.ts'

/** The translations that charts are given in tests; tests obtain them here alone. */
export const t: ChartTranslate = inEnglish
export const inKorean: ChartTranslate = translation('ko', { charts: korean })

type DrawingKey =
  MessageKey<'charts'> extends infer Key ? (Key extends `charts.drawing.${infer Name}` ? Name : never) : never

/** A text of charts in English, with its values filled in. */
export function said(key: DrawingKey, values: Readonly<Record<string, string | number>> = {}): string {
  return (t as (key: string, values: Readonly<Record<string, string | number>>) => string)(
    `charts.drawing.${key}`,
    values,
  )
}
