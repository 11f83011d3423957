import { charts } from '#shared/messages/en/charts.ts'
import { figures } from '#shared/messages/en/figures.ts'
import { plan } from '#shared/messages/en/plan.ts'
import { report } from '#shared/messages/en/report.ts'
import { reportClaims } from '#shared/messages/en/reportClaims.ts'
import { reportMethod } from '#shared/messages/en/reportMethod.ts'
import { reports } from '#shared/messages/en/reports.ts'
import { science } from '#shared/messages/en/science.ts'

/** The texts of reports in English. */
export const english = { charts, figures, plan, report, reportClaims, reportMethod, reports, science }
