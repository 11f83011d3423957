import { charts } from '#shared/messages/en/charts.ts'
import { translation, type Translate } from '#shared/messages/translation.ts'

/** Translates the texts that charts write by themselves. */
export type ChartTranslate = Translate<'charts'>

/** The texts of charts in English, the default. */
export const inEnglish: ChartTranslate = translation('en', { charts })
