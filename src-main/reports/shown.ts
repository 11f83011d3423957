import type { Analysis } from './analysis.ts'
import type { FigureSource } from './figureInput.ts'
import type { ReportedDataset, StudyReport } from './studyReport.ts'
import type { ReportTexts } from './texts/reportTexts.ts'

/** Everything that a report's figures are built from. */
export interface Shown {
  readonly analysis: Analysis
  readonly report: StudyReport
  /** The populations of figures that have their own, which need not be the report's. */
  readonly figures: FigureSource
  readonly texts: ReportTexts
}

/** The names of spaces and populations, which are typeset as in the paper wherever they occur in text. */
export const spaceNames = ({ report }: Shown): string[] => {
  const shown = report.spaces.flatMap(({ name, shortName, populations }) => [
    ...[name, shortName],
    ...populations.map((population) => population.name),
  ])
  return [...new Set([...shown, ...report.spaceNames])]
}

/** A data set's name, or that it is not known; for the built-in one, as in the window, in the report's language. */
export function datasetName({ kind, name }: ReportedDataset, { t }: ReportTexts): string {
  if (kind === null) return t('reportMethod.imagesUnknown')
  return kind === 'synthetic' ? t('plan.builtIn') : name
}
