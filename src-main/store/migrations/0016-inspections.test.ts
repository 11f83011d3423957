import { expect, test } from 'vitest'
import { ConfusionCounts } from '#shared/inspection/confusion.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { changedRows } from '../safety/fingerprints.ts'
import { openStore } from '../open.ts'
import { listInspections, putInspection, removeOutdatedInspection } from '../tables/inspections.ts'
import { changeRuns } from '../tables/runTransitions.ts'
import { deleteStudy } from '../tables/studies.ts'
import { olderLab } from '../testing/olderLab.ts'
import { migrations } from './all.ts'

const newFolder = temporaryFolders()

const labels = Uint16Array.of(0, 1, 2, 1)
const predicted = Uint16Array.of(0, 2, 2, 1)
function confusion() {
  const counts = new ConfusionCounts(3)
  labels.forEach((label, i) => counts.add(label, predicted[i]!))
  return counts.cells()
}
const found = {
  ...{ digest: 'a', madeAt: 5, isSameWay: true, classNames: ['cat', 'dog', 'owl'] },
  split: 'test',
  ...{ count: 4, errors: 1, recordedErrors: 1, loss: 0.25, confusion: confusion(), imageSize: 1 },
  worst: [{ index: 7, label: 1, predicted: 2, probability: 0.75, labelProbability: 0.25, loss: 1.5, file: null }],
  pixels: Uint8Array.of(1, 2, 255),
  judgements: { datasetHash: 'h', split: 'test', indices: Int32Array.of(0, 7, 9, 400_000), labels, predicted },
} as const

test('what networks get wrong is stored with the runs of an older lab, for the result that was looked into', () => {
  const folder = newFolder()
  const { db: old, close } = openStore(folder, { migrations: migrations.slice(0, 9) })
  const older = olderLab(old)
  const studyId = older.study()
  const population = older.population(studyId)
  const runs = [older.run(population, { digest: 'a' }), older.run(population, { digest: 'a' })]
  close()

  const { db, close: end } = openStore(folder)
  const stored = runs.map((runId) => ({ ...found, runId }))
  for (const one of stored) putInspection(db, one)
  expect(listInspections(db, { populationId: population })).toEqual(stored)
  putInspection(db, { ...stored[0]!, madeAt: 6 })
  expect(listInspections(db, { runId: runs[0]! })).toEqual([{ ...stored[0]!, madeAt: 6 }])
  expect(changedRows(db, 10)).toEqual([])

  changeRuns(db, { runId: runs[0]! }, ['finished'], { weightsPath: null })
  expect(listInspections(db, {})).toHaveLength(2)
  changeRuns(db, { runId: runs[0]! }, ['finished'], { digest: 'b' })
  expect(listInspections(db, {}).map(({ runId }) => runId)).toEqual([runs[1]])
  for (const runId of runs) removeOutdatedInspection(db, runId, runId === runs[0] ? 'b' : 'a')
  const rows = () => db.prepare('SELECT runId FROM inspections').pluck().all()
  expect(rows()).toEqual([runs[1]])
  deleteStudy(db, studyId)
  expect(rows()).toEqual([])
  end()
})
