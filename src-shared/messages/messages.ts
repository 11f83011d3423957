import type { charts } from './en/charts.ts'
import type { compare } from './en/compare.ts'
import type { constraints } from './en/constraints.ts'
import type { data } from './en/data.ts'
import type { desktop } from './en/desktop.ts'
import type { exclusion } from './en/exclusion.ts'
import type { explore } from './en/explore.ts'
import type { figures } from './en/figures.ts'
import type { forms } from './en/forms.ts'
import type { home } from './en/home.ts'
import type { log } from './en/log.ts'
import type { monitor } from './en/monitor.ts'
import type { network } from './en/network.ts'
import type { newStudy } from './en/newStudy.ts'
import type { pair } from './en/pair.ts'
import type { plan } from './en/plan.ts'
import type { population } from './en/population.ts'
import type { populations } from './en/populations.ts'
import type { refine } from './en/refine.ts'
import type { report } from './en/report.ts'
import type { reportClaims } from './en/reportClaims.ts'
import type { reportMethod } from './en/reportMethod.ts'
import type { reports } from './en/reports.ts'
import type { safety } from './en/safety.ts'
import type { results } from './en/results.ts'
import type { science } from './en/science.ts'
import type { search } from './en/search.ts'
import type { sentences } from './en/sentences.ts'
import type { settings } from './en/settings.ts'
import type { shell } from './en/shell.ts'
import type { spaces } from './en/spaces.ts'
import type { terminal } from './en/terminal.ts'
import type { timing } from './en/timing.ts'
import type { tour } from './en/tour.ts'

/**
 * Every area's messages in English, whose keys and arguments all languages share. Types only: callers load the tables
 * they need. A new area takes a file in `en` and in `ko` and a line here.
 */
export interface Messages {
  readonly charts: typeof charts
  readonly compare: typeof compare
  readonly constraints: typeof constraints
  readonly data: typeof data
  readonly desktop: typeof desktop
  readonly exclusion: typeof exclusion
  readonly explore: typeof explore
  readonly figures: typeof figures
  readonly forms: typeof forms
  readonly home: typeof home
  readonly log: typeof log
  readonly monitor: typeof monitor
  readonly network: typeof network
  readonly newStudy: typeof newStudy
  readonly pair: typeof pair
  readonly plan: typeof plan
  readonly population: typeof population
  readonly populations: typeof populations
  readonly refine: typeof refine
  readonly report: typeof report
  readonly reportClaims: typeof reportClaims
  readonly reportMethod: typeof reportMethod
  readonly reports: typeof reports
  readonly safety: typeof safety
  readonly results: typeof results
  readonly science: typeof science
  readonly search: typeof search
  readonly sentences: typeof sentences
  readonly settings: typeof settings
  readonly shell: typeof shell
  readonly spaces: typeof spaces
  readonly terminal: typeof terminal
  readonly timing: typeof timing
  readonly tour: typeof tour
}
