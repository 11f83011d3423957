import { changes } from './changes.ts'
import { datasets } from './datasets.ts'
import { figures } from './figures.ts'
import { inspections } from './inspections.ts'
import { populations } from './populations.ts'
import { queue } from './queue.ts'
import { refinements } from './refinements.ts'
import { reports } from './reports.ts'
import { runs } from './runs.ts'
import { spaces } from './spaces.ts'
import { studies } from './studies.ts'
import { system } from './system.ts'
import { timings } from './timings.ts'

/** All procedures that a window can call on the lab, over any transport. */
export const contract = {
  system,
  changes,
  studies,
  spaces,
  populations,
  runs,
  queue,
  datasets,
  refinements,
  reports,
  timings,
  figures,
  inspections,
}
export type LabContract = typeof contract
