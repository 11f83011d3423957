import type { CsvValue } from '#shared/files/csvCell.ts'
import { classErrors } from './classErrors.ts'
import { confusionMatrix } from './confusion.ts'
import type { Inspection } from './inspection.ts'

/** The tables of an inspection, by name. */
export const inspectionTables = ['classes', 'confusion', 'worst'] as const
export type InspectionTable = (typeof inspectionTables)[number]

/** The rows of a table for a CSV file, its titles first; shares from 0 to 1. */
export function inspectionRows(inspection: Inspection, table: InspectionTable): CsvValue[][] {
  return rowsOf[table](inspection)
}

const rowsOf: Record<InspectionTable, (inspection: Inspection) => CsvValue[][]> = {
  classes: (inspection) => [
    ['class', 'images', 'wrong', 'error', 'errorLow', 'errorHigh', 'mistaken', 'takenFor', 'takenForCount'],
    ...classErrors(inspection).map(({ name, images, wrong, error, mistaken, takenFor }) => [
      ...[name, images, wrong],
      ...(images === 0 ? [null, null, null] : [error.value, error.low, error.high]),
      ...[mistaken, takenFor && inspection.classNames[takenFor.label]!, takenFor && takenFor.count],
    ]),
  ],
  /** One row for each true class. */
  confusion: ({ classNames, confusion }) => [
    ['class', ...classNames],
    ...confusionMatrix(confusion, classNames.length).map((row, label) => [classNames[label]!, ...row]),
  ],
  worst: ({ classNames, split, worst }) => [
    ['split', 'index', 'class', 'predicted', 'probability', 'classProbability', 'loss', 'file'],
    ...worst.map(({ index, label, predicted, probability, labelProbability, loss, file }) => [
      ...[split, index, classNames[label]!, classNames[predicted]!],
      ...[probability, labelProbability, loss, file],
    ]),
  ],
}
