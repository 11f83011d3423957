import { fixedText, percentageText, signedText } from '#shared/format/numbers.ts'
import { pRelationText, probabilityText } from '#shared/format/probabilities.ts'
import { html, prose, type Markup } from '../markup.ts'
import { spaceNames, type Shown } from '../shown.ts'
import { sourcesOf } from '../studyReport.ts'
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
  const { keys, span, points } = texts
  const { newer, older, comparison } = analysis.headline
  const { beats, meanDifference: mean, kolmogorovSmirnov: distance } = comparison
  const range = span(signedText(mean.low, 1), signedText(mean.high, 1))
  const chances = span(probabilityText(beats.low), probabilityText(beats.high))
  const figures: [string, string, string][] = [
    [keys.beats, probabilityText(beats.value), keys.range(chances)],
    [keys.meanDifference, points(mean.value), mean.isShort ? keys.shortRange(range) : keys.range(range)],
    [
      keys.distance,
      fixedText(distance.distance, 2),
      keys.at(percentageText(distance.at), pRelationText(distance.exactP)),
    ],
    [
      keys.networks,
      keys.counts(newer.errors.length, older.errors.length),
      keys.from(sourcesOf(newer.space).length, sourcesOf(older.space).length),
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
