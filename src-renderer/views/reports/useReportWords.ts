import { translations } from '#renderer/i18n/texts.ts'
import { reportFigures, type ReportDocument } from '#shared/contract/reports.ts'
import { flopsRangeText } from '#shared/format/counts.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import type { ReportWords } from './reportDraft.ts'

/** The initial texts of a report of the open study, by language. */
export function useReportWords(): (language: ReportDocument['language']) => ReportWords {
  const studies = useStudies()
  return (language) => {
    const say = translations[language]
    const { name, plan } = studies.study!
    const flops = plan.flops ? flopsRangeText(plan.flops.low, plan.flops.high) : say('reports.introAnyFlops')
    return {
      title: say('reports.defaultTitle', { study: name }),
      introHeading: say('reports.introHeading'),
      intro: say('reports.intro', { flops }),
      headings: Object.fromEntries(
        reportFigures.map((id) => [id, say(`figures.names.${id}`)]),
      ) as ReportWords['headings'],
    }
  }
}
