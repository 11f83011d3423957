import type { KindAbout } from '#shared/contract/events.ts'
import { ownPopulations } from '#shared/contract/reports.ts'
import { fileName } from '#shared/files/fileName.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { reportFormats } from '#main/reports/reportFormats.ts'
import { changeReport, getReport, insertReport, listReports } from '#main/store/tables/reports.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import { setTrashed } from '#main/store/tables/trash.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import type { Handlers } from '../handlers.ts'
import { record, type LabContext } from '../labContext.ts'
import { figureSource } from './figureSource.ts'
import { reportData } from './reportData.ts'
import { requireUnchanged } from '../requireUnchanged.ts'

/** Handlers for the reports that users compose. */
export function reportsHandlers(core: LabContext, datasets: DatasetReader): Handlers<'reports'> {
  const { db, now } = core
  const recorded = (id: number, kind: KindAbout<'report'>) => {
    const report = getReport(db, id)
    record(core, { kind, studyId: report.studyId, data: { reportId: id, title: report.document.title } })
    return report
  }
  return {
    list({ studyId }) {
      getStudy(db, studyId)
      return listReports(db, studyId)
    },
    add({ studyId, document }) {
      getStudy(db, studyId)
      return recorded(insertReport(db, { studyId, document, changedAt: now() }), 'reportAdded')
    },
    change({ id, document, basedOn }) {
      const before = getReport(db, id).document
      requireUnchanged(before, basedOn, sentence('reportChangedMeanwhile', { now: before.title }))
      changeReport(db, id, document, now())
      return recorded(id, 'reportChanged')
    },
    trash({ id }) {
      setTrashed(db, 'reports', id, now())
      return recorded(id, 'reportTrashed')
    },
    restore({ id }) {
      setTrashed(db, 'reports', id, null)
      return recorded(id, 'reportRestored')
    },
    async render({ studyId, document, format }, { signal }) {
      const report = await reportData(core, datasets, studyId, document, signal)
      const shown = new Set([...document.populationIds, ...document.blocks.flatMap(ownPopulations)])
      const { language } = document
      const hasOthers = shown.size > document.populationIds.length
      const figures = hasOthers ? await figureSource(core, studyId, { populationIds: [...shown], language }) : undefined
      const text = await core.jobs.run('report', { report, document, format, figures }, { signal })
      return new File([text], fileName(document.title, format), { type: reportFormats[format].type })
    },
    font: ({ text }, { signal }) => core.jobs.run('embeddedFont', { text }, { signal }),
  }
}
