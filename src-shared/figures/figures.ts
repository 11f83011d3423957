import type { Figure } from './figure.ts'
import type { FigureId } from './figureParameters.ts'
import { traitsKind } from './kinds/byTrait.ts'
import { classDifferencesKind } from './kinds/classDifferences.ts'
import { complexityKind } from './kinds/complexity.ts'
import { conditionKind } from './kinds/condition.ts'
import { learningCurvesKind, trainingCurvesKind } from './kinds/curves.ts'
import { edfDifferenceKind, edfKind } from './kinds/distributions.ts'
import { errorAgainstKind, fitErrorKind, recipeKind } from './kinds/errorAgainst.ts'
import { importanceKind } from './kinds/importance.ts'
import { classErrorsKind, confusionKind, worstImagesKind } from './kinds/inspected.ts'
import { operatorsKind } from './kinds/operators.ts'
import { publishedKind } from './kinds/published.ts'
import { randomSearchKind } from './kinds/randomSearch.ts'
import { recipeTableKind } from './kinds/recipeTable.ts'
import { replicatesKind } from './kinds/replicates.ts'
import { sampleSizeKind } from './kinds/sampleSize.ts'
import { networkTableKind, publishedTableKind, runTableKind, summaryTableKind } from './kinds/tables.ts'
import { timeKind } from './kinds/time.ts'
import { timeFrontKind } from './kinds/timeFront.ts'
import { trendsKind } from './kinds/trends.ts'
import { widthFitsKind, widthsKind } from './kinds/widths.ts'

/**
 * Every figure and table by id. The report builder, the command line and the gallery of the documentation follow from
 * it. To add one: its parameters in figureParameters.ts, an entry here, its texts in messages.
 */
export const figures: Readonly<Record<FigureId, Figure>> = {
  edf: edfKind,
  edfDifference: edfDifferenceKind,
  randomSearch: randomSearchKind,
  sampleSize: sampleSizeKind,
  errorAgainst: errorAgainstKind,
  fitError: fitErrorKind,
  recipe: recipeKind,
  complexity: complexityKind,
  published: publishedKind,
  time: timeKind,
  timeFront: timeFrontKind,
  operators: operatorsKind,
  trends: trendsKind,
  widths: widthsKind,
  widthFits: widthFitsKind,
  condition: conditionKind,
  traits: traitsKind,
  importance: importanceKind,
  replicates: replicatesKind,
  learningCurves: learningCurvesKind,
  trainingCurves: trainingCurvesKind,
  confusion: confusionKind,
  classErrors: classErrorsKind,
  worstImages: worstImagesKind,
  classDifferences: classDifferencesKind,
  summaryTable: summaryTableKind,
  recipeTable: recipeTableKind,
  networkTable: networkTableKind,
  runTable: runTableKind,
  publishedTable: publishedTableKind,
}
