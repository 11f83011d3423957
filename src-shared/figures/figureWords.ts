import { charts as englishCharts } from '#shared/messages/en/charts.ts'
import { constraints as englishConstraints } from '#shared/messages/en/constraints.ts'
import { figures as englishFigures } from '#shared/messages/en/figures.ts'
import { science as englishScience } from '#shared/messages/en/science.ts'
import { charts as koreanCharts } from '#shared/messages/ko/charts.ts'
import { constraints as koreanConstraints } from '#shared/messages/ko/constraints.ts'
import { figures as koreanFigures } from '#shared/messages/ko/figures.ts'
import { science as koreanScience } from '#shared/messages/ko/science.ts'
import { listText } from '#shared/format/lists.ts'
import type { Language } from '#shared/messages/language.ts'
import { translation, type Tables, type Translate } from '#shared/messages/translation.ts'

type FigureArea = 'charts' | 'constraints' | 'figures' | 'science'

/** What figures say in one language. */
export interface FigureWords {
  readonly language: Language
  /** Translates a text of figures. */
  readonly t: Translate<FigureArea>
  /** The names joined as in the language. */
  readonly list: (names: readonly string[]) => string
}

const wordsIn = (language: Language, tables: Tables<FigureArea>): FigureWords => ({
  language,
  t: translation<FigureArea>(language, tables),
  list: (names) => listText(names, language),
})

/** The words of figures by language. */
export const figureWords: Readonly<Record<Language, FigureWords>> = {
  en: wordsIn('en', {
    ...{ charts: englishCharts, constraints: englishConstraints, figures: englishFigures, science: englishScience },
  }),
  ko: wordsIn('ko', {
    ...{ charts: koreanCharts, constraints: koreanConstraints, figures: koreanFigures, science: koreanScience },
  }),
}
