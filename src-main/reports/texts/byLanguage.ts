import { english } from './english.ts'
import { korean } from './korean.ts'
import type { ReportTexts } from './reportTexts.ts'

/** The texts of reports by language. One more language is one more entry. */
export const reportTexts: Record<'en' | 'ko', ReportTexts> = { en: english, ko: korean }
