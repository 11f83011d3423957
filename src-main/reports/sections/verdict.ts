import { probabilityText, signedText } from '#renderer/charts/numberText.ts'
import type { Analysis } from '../analysis.ts'
import { html, prose, type Markup } from '../markup.ts'
import type { StudyReport } from '../studyReport.ts'
import { verdict } from '../verdict.ts'
import { distributionFigures } from './distributions.ts'
import { pValueText, percentText } from '../wording.ts'

/** The answer, its key figures, the distributions that it rests on, the evidence and what to be careful about. */
export function verdictSection(analysis: Analysis, report: StudyReport): Markup {
  const { answer, evidence, cautions } = verdict(analysis, report)
  const names = report.spaces.map(({ name }) => name)
  return html`<p class="answer">${prose(answer, names)}</p>
    ${keyFigures(analysis)} ${distributionFigures(analysis)}
    <ul class="evidence">
      ${evidence.map((sentence) => html`<li>${prose(sentence, names)}</li>`)}
    </ul>
    ${
      cautions.length > 0
        ? html`<ul class="cautions">
            ${cautions.map((sentence) => html`<li>${prose(sentence, names)}</li>`)}
          </ul>`
        : undefined
    }`
}

function keyFigures({ headline }: Analysis): Markup | undefined {
  if (!headline) return undefined
  const { compared, distance, newer, older } = headline
  const figures: [string, string, string][] = [
    [
      'Difference of mean error',
      `${signedText(compared.mean.value, 1)} points`,
      `95 % range ${signedText(compared.mean.low, 1)} to ${signedText(compared.mean.high, 1)}`,
    ],
    ['P(new has the lower mean)', probabilityText(compared.mean.probabilityNewBetter), '2000 resamples'],
    [
      'Kolmogorov–Smirnov distance',
      distance.distance.toFixed(2),
      `at ${percentText(distance.at)}, p = ${pValueText(distance.exactP)}`,
    ],
    ['Networks, new and old', `${newer.errors.length} and ${older.errors.length}`, 'finished runs'],
  ]
  return html`<dl class="keys">
    ${figures.map(
      ([title, value, detail]) =>
        html`<div>
          <dt>${title}</dt>
          <dd>${value}<small>${detail}</small></dd>
        </div>`,
    )}
  </dl>`
}
