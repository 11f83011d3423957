import type { StudyDetail, StudyPlan } from '#shared/contract/studies.ts'
import { studyFormatVersion } from '#shared/studyFiles/studyFile.ts'
import type { LabClient } from '../client.ts'

/** Creates a study of these design spaces, each refining the previous one, by the study file that describes it. */
export function newStudy(
  client: LabClient,
  { name, plan, spaces }: { name: string; plan: StudyPlan; spaces: readonly unknown[] },
): Promise<StudyDetail> {
  const { flops, ...rest } = plan
  const file = { formatVersion: studyFormatVersion, name, spaces, ...rest, ...(flops && { flops }) }
  return client.studies.createFromFile({ text: JSON.stringify(file) })
}
