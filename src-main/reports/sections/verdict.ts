import { fixedText, percentageText, signedText } from '#shared/format/numbers.ts'
import { pRelationText, probabilityText } from '#shared/format/probabilities.ts'
import { html, prose, type Markup } from '../markup.ts'
import { spaceNames, type Shown } from '../shown.ts'
import { sourcesOf } from '../studyReport.ts'
import { rangeText } from '../texts/phrases.ts'
import { verdict } from '../verdict.ts'

/** The answer and its key figures. */
export function answerFigure(shown: Shown): Markup {
  const { answer } = verdict(shown.analysis, shown.report, shown.texts)
  return html`<p class="answer">${prose(answer, spaceNames(shown))}</p>
    ${keyFigures(shown)}`
}

/** Evidence for the answer, and cautions. */
export function evidenceFigure(shown: Shown): Markup {
  const { evidence, cautions } = verdict(shown.analysis, shown.report, shown.texts)
  const names = spaceNames(shown)
  return html`<ul class="evidence">
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

function keyFigures({ analysis, texts }: Shown): Markup | undefined {
  if (!analysis.headline) return undefined
  const { t } = texts
  const { newer, older, comparison } = analysis.headline
  const { beats, meanDifference: mean, kolmogorovSmirnov: distance } = comparison
  const figures: [string, string, string][] = [
    [t('report.keys.beats'), probabilityText(beats.value), rangeText(texts, beats, probabilityText)],
    [
      t('report.keys.meanDifference'),
      t('science.points', { value: signedText(mean.value) }),
      rangeText(texts, mean, signedText),
    ],
    [
      t('report.keys.distance'),
      fixedText(distance.distance, 2),
      t('report.keys.at', { error: percentageText(distance.at), p: pRelationText(distance.exactP) }),
    ],
    [
      t('report.keys.networks'),
      t('report.keys.counts', { newer: newer.errors.length, older: older.errors.length }),
      t('report.keys.from', { newer: sourcesOf(newer.space).length, older: sourcesOf(older.space).length }),
    ],
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
