import { join } from 'node:path'
import { testUseOf } from '#shared/contract/testUse.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { inTemporaryFolder } from '#main/disk/temporaryFolder.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import type { Lab } from '#main/lab.ts'
import type { LabClient } from '#main/services/client.ts'
import { note } from '#main/services/studies/studies.ts'
import { listStudyLog } from '#main/store/tables/events.ts'
import { countModelErrors } from '#main/trainer/files/exportOnnx.ts'

/** The misclassified test images of a run's exported model. */
export interface FinalTest {
  runId: number
  wrong: number
  count: number
  /** Whether they were measured before and only read from the log now. */
  isRecorded: boolean
}

/**
 * The final test of runs on the test images: measured once and recorded in the study's log; of a run that was tested
 * before, what the log says. The runs' weights have to be kept.
 */
export async function finalTests(
  { lab, client, dataset }: { lab: Lab; client: LabClient; dataset: Dataset },
  studyId: number,
  runIds: readonly number[],
): Promise<FinalTest[]> {
  const { db, feed, now } = lab.core
  const known = new Map(
    listStudyLog(db, studyId).flatMap((event) => {
      const use = event.kind === 'note' ? testUseOf(event.data) : null
      return use ? [[use.run, use] as const] : []
    }),
  )
  const test = Int32Array.from(dataset.labels.test.keys())
  const found: FinalTest[] = []
  for (const runId of runIds) {
    const before = known.get(runId)
    if (before) {
      found.push({ runId, wrong: before.wrong, count: before.count, isRecorded: true })
      continue
    }
    const model = await client.runs.exportOnnx({ id: runId })
    const wrong = await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'model.onnx')
      writeWhole(path, [new Uint8Array(await model.arrayBuffer())])
      return countModelErrors(path, dataset, 'test', test)
    })
    const text = `Run ${runId} had its final test: ${wrong} of ${test.length} test images wrong.`
    note(db, studyId, { text, selected: runId, testErrors: wrong, testCount: test.length }, now())
    feed.changed()
    found.push({ runId, wrong, count: test.length, isRecorded: false })
  }
  return found
}
