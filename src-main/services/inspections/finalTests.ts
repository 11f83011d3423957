import type { FinalTest } from '#shared/contract/inspections.ts'
import { testUseOf, type TestUse } from '#shared/contract/testUse.ts'
import { listStudyLog } from '#main/store/tables/events.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { getRun } from '#main/store/tables/runs.ts'
import type { LabContext } from '../labContext.ts'
import { note } from '../studies/studies.ts'

type Core = Pick<LabContext, 'db' | 'feed' | 'now' | 'inspections'>

/** The final tests of runs that were taken and recorded before, in the given order. */
export function recordedTests({ db }: Pick<Core, 'db'>, runIds: readonly number[]): FinalTest[] {
  const logs = new Map<number, Map<TestUse['run'], TestUse>>()
  return runIds.flatMap((runId) => {
    const { studyId } = getPopulation(db, getRun(db, runId).populationId)
    if (!logs.has(studyId)) logs.set(studyId, testUses({ db }, studyId))
    const use = logs.get(studyId)!.get(runId)
    return use ? [{ runId, wrong: use.wrong, count: use.count, isRecorded: true }] : []
  })
}

/** The recorded uses of test images by run. */
function testUses({ db }: Pick<Core, 'db'>, studyId: number): Map<TestUse['run'], TestUse> {
  const uses = listStudyLog(db, studyId).map((event) => (event.kind === 'note' ? testUseOf(event.data) : null))
  return new Map(uses.flatMap((use) => (use ? [[use.run, use] as const] : [])))
}

/**
 * The final tests of finished runs on the test images: each is measured once and recorded in the study's log at once; of
 * a run that was tested before it is what the log says. Rejects with LabError; then those before it are recorded.
 */
export async function finalTests(core: Core, runIds: readonly number[], signal?: AbortSignal): Promise<FinalTest[]> {
  const found: FinalTest[] = []
  for (const runId of runIds) found.push(await finalTest(core, runId, signal))
  return found
}

async function finalTest(core: Core, runId: number, signal: AbortSignal | undefined): Promise<FinalTest> {
  const { db, feed, now, inspections } = core
  const recorded = () => recordedTests(core, [runId])[0]
  const before = recorded()
  if (before) return before
  const { wrong, count } = await inspections.test(runId, signal)
  // Another window may have asked for the same.
  const meanwhile = recorded()
  if (meanwhile) return meanwhile
  const { studyId } = getPopulation(db, getRun(db, runId).populationId)
  const text = `Run ${runId} had its final test: ${wrong} of ${count} test images wrong.`
  note(db, studyId, { text, selected: runId, testErrors: wrong, testCount: count }, now())
  feed.changed()
  return { runId, wrong, count, isRecorded: false }
}
