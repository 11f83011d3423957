import { withFont } from './embeddedFont.ts'
import type { FigureSource } from './figureInput.ts'
import { renderReport, type ReportLayout } from './renderReport.ts'
import { reportCsv } from './reportCsv.ts'
import { reportJson } from './reportJson.ts'
import type { StudyReport } from './studyReport.ts'

export type ReportFormat = 'html' | 'csv' | 'json'

/** The file formats of a report. */
export const reportFormats: Record<
  ReportFormat,
  {
    readonly type: string
    readonly render: (report: StudyReport, layout: ReportLayout, figures?: FigureSource) => string | Promise<string>
  }
> = {
  html: {
    type: 'text/html; charset=utf-8',
    render: (report, layout, figures) => withFont(renderReport(report, layout, figures)),
  },
  csv: { type: 'text/csv; charset=utf-8', render: (report) => reportCsv(report) },
  json: { type: 'application/json', render: (report) => reportJson(report) },
}
