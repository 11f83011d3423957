import { charts } from '#shared/messages/ko/charts.ts'
import { compare } from '#shared/messages/ko/compare.ts'
import { constraints } from '#shared/messages/ko/constraints.ts'
import { data } from '#shared/messages/ko/data.ts'
import { exclusion } from '#shared/messages/ko/exclusion.ts'
import { explore } from '#shared/messages/ko/explore.ts'
import { figures } from '#shared/messages/ko/figures.ts'
import { forms } from '#shared/messages/ko/forms.ts'
import { home } from '#shared/messages/ko/home.ts'
import { log } from '#shared/messages/ko/log.ts'
import { monitor } from '#shared/messages/ko/monitor.ts'
import { network } from '#shared/messages/ko/network.ts'
import { newStudy } from '#shared/messages/ko/newStudy.ts'
import { pair } from '#shared/messages/ko/pair.ts'
import { plan } from '#shared/messages/ko/plan.ts'
import { population } from '#shared/messages/ko/population.ts'
import { populations } from '#shared/messages/ko/populations.ts'
import { refine } from '#shared/messages/ko/refine.ts'
import { reports } from '#shared/messages/ko/reports.ts'
import { results } from '#shared/messages/ko/results.ts'
import { safety } from '#shared/messages/ko/safety.ts'
import { science } from '#shared/messages/ko/science.ts'
import { search } from '#shared/messages/ko/search.ts'
import { settings } from '#shared/messages/ko/settings.ts'
import { shell } from '#shared/messages/ko/shell.ts'
import { spaces } from '#shared/messages/ko/spaces.ts'
import { timing } from '#shared/messages/ko/timing.ts'
import { tour } from '#shared/messages/ko/tour.ts'

/** The window's texts in Korean. */
export const korean = {
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
