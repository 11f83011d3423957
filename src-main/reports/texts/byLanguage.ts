import { english } from './english.ts'
import { korean } from './korean.ts'
import type { ReportTexts } from './reportTexts.ts'

/** The texts of reports by language. To add a language: one entry. */
export const reportTexts: Record<'en' | 'ko', ReportTexts> = { en: english, ko: korean }
