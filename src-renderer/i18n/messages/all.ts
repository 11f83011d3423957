import { constraintTexts } from '#shared/designspaces/constraints/constraintTexts.ts'
import { network } from './network.ts'
import { tour } from './tour.ts'
import { refine } from './refine.ts'
import { monitor } from './monitor.ts'
import { spaces } from './spaces.ts'
import { population } from './population.ts'
import { science } from './science.ts'
import { exclusion } from './exclusion.ts'
import { explore } from './explore.ts'
import { compare } from './compare.ts'
import { populations } from './populations.ts'
import { plan } from './plan.ts'
import { newStudy } from './newStudy.ts'
import { home } from './home.ts'
import { log } from './log.ts'
import { forms } from './forms.ts'
import { reports } from './reports.ts'
import { data } from './data.ts'
import { charts } from './charts.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { safety } from './safety.ts'

/** Every area's texts; a new area is a file and a line here. */
export const areas = {
  network,
  monitor,
  spaces,
  population,
  science,
  constraints: constraintTexts,
  explore,
  exclusion,
  compare,
  populations,
  plan,
  newStudy,
  home,
  log,
  forms,
  charts,
  shell,
  safety,
  settings,
  data,
  reports,
  refine,
  tour,
}
