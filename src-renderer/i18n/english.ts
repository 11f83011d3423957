import { charts } from '#shared/messages/en/charts.ts'
import { compare } from '#shared/messages/en/compare.ts'
import { constraints } from '#shared/messages/en/constraints.ts'
import { data } from '#shared/messages/en/data.ts'
import { exclusion } from '#shared/messages/en/exclusion.ts'
import { explore } from '#shared/messages/en/explore.ts'
import { figures } from '#shared/messages/en/figures.ts'
import { forms } from '#shared/messages/en/forms.ts'
import { home } from '#shared/messages/en/home.ts'
import { log } from '#shared/messages/en/log.ts'
import { monitor } from '#shared/messages/en/monitor.ts'
import { network } from '#shared/messages/en/network.ts'
import { newStudy } from '#shared/messages/en/newStudy.ts'
import { pair } from '#shared/messages/en/pair.ts'
import { plan } from '#shared/messages/en/plan.ts'
import { population } from '#shared/messages/en/population.ts'
import { populations } from '#shared/messages/en/populations.ts'
import { refine } from '#shared/messages/en/refine.ts'
import { reports } from '#shared/messages/en/reports.ts'
import { results } from '#shared/messages/en/results.ts'
import { safety } from '#shared/messages/en/safety.ts'
import { science } from '#shared/messages/en/science.ts'
import { search } from '#shared/messages/en/search.ts'
import { settings } from '#shared/messages/en/settings.ts'
import { shell } from '#shared/messages/en/shell.ts'
import { spaces } from '#shared/messages/en/spaces.ts'
import { timing } from '#shared/messages/en/timing.ts'
import { tour } from '#shared/messages/en/tour.ts'

/** The window's texts in English. */
export const english = {
  charts,
  compare,
  constraints,
  data,
  exclusion,
  explore,
  figures,
  forms,
  home,
  log,
  monitor,
  network,
  newStudy,
  pair,
  plan,
  population,
  populations,
  refine,
  reports,
  results,
  safety,
  science,
  search,
  settings,
  shell,
  spaces,
  timing,
  tour,
}
