import { charts as korean } from '#shared/messages/ko/charts.ts'
import { englishTexts, filled, type ChartTexts } from '../chartTexts.ts'

/** The texts charts are given in tests, English and Korean; tests obtain them here alone. */
export const texts: ChartTexts = englishTexts
export const koreanTexts: ChartTexts = korean.drawing

/** The English text of a chart as drawn, with its values. */
export function said(key: keyof ChartTexts, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(texts[key], values)
}
