import { charts } from '#shared/messages/ko/charts.ts'
import { figures } from '#shared/messages/ko/figures.ts'
import { plan } from '#shared/messages/ko/plan.ts'
import { report } from '#shared/messages/ko/report.ts'
import { reportClaims } from '#shared/messages/ko/reportClaims.ts'
import { reportMethod } from '#shared/messages/ko/reportMethod.ts'
import { reports } from '#shared/messages/ko/reports.ts'
import { science } from '#shared/messages/ko/science.ts'

/** The texts of reports in Korean. */
export const korean = { charts, figures, plan, report, reportClaims, reportMethod, reports, science }
