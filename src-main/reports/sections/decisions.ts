import { html, prose, type Markup } from '../markup.ts'
import { spaceNames, type Shown } from '../shown.ts'
import type { ReportedDecision } from '../studyReport.ts'
import { timeText } from '../texts/phrases.ts'

/** The decisions about the study's spaces, with the reasons as written. */
export function decisionsSection(shown: Shown): Markup | undefined {
  const { report } = shown
  const { t } = shown.texts
  if (report.decisions.length === 0) return undefined
  const title = ({ from, to }: ReportedDecision) =>
    to === null
      ? t('report.decisions.kept', { name: from ?? '–' })
      : from === null
        ? to
        : t('report.decisions.refined', { from, to })
  const state = ({ decision }: ReportedDecision) => t(`report.decisions.states.${decision}`)
  // Spaces without a population are named only here.
  const names = [...spaceNames(shown), ...report.decisions.flatMap(({ from, to }) => [from ?? '', to ?? ''])]
  return html`<ol class="decisions">
    ${report.decisions.map(
      (entry) =>
        html`<li>
          <p><b>${prose(title(entry), names)}</b>: ${state(entry)}, ${timeText(entry.at)}</p>
          ${
            entry.asked.length > 0
              ? html`<ul>
                  ${entry.asked.map((text) => html`<li>${text}</li>`)}
                </ul>`
              : undefined
          }
          ${entry.reason === '' ? undefined : html`<p class="reason">${prose(entry.reason, names)}</p>`}
        </li>`,
    )}
  </ol>`
}
