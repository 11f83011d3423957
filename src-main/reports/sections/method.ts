import { fixedText } from '#renderer/charts/numberText.ts'
import type { Analysis } from '../analysis.ts'
import { formula, html, spaceName, type Markup } from '../markup.ts'
import type { ReportedSpace, StudyReport } from '../studyReport.ts'
import { durationText, timeText } from '../wording.ts'

/** Spaces, recipe, data, environment and identity: what it takes to do the study again. */
export function methodSection(_: Analysis, { study, spaces, recipe, dataset, environment }: StudyReport): Markup {
  const facts: [Markup | string, Markup | string][] = [
    ...spaces.map((space): [Markup, Markup] => [spaceName(space.name), spaceFacts(space)]),
    [
      'Data set',
      html`${dataset.name}: ${dataset.classes} classes, ${dataset.trainCount} images to train on,
        ${dataset.validationCount} held out for validation, ${dataset.imageSize} × ${dataset.imageSize} px<br /><code
          >${dataset.hash}</code
        >`,
    ],
    [
      'Recipe',
      html`${Object.entries(recipe).map(([key, value], i) => html`${i > 0 ? ', ' : ''}${key} <code>${recipeValue(value)}</code>`)}`,
    ],
    [
      'Error',
      'Top-1 error on the validation split after the last epoch. Test images were used for the selected network alone, once.',
    ],
    ['Seed', html`<code>${study.seed}</code> for sampling, training and the resamples of this report`],
    [
      'Machine',
      html`${environment.cpu}; onnxruntime ${environment.onnxruntime}, provider ${environment.provider}, lowering plan
      ${environment.loweringPlan}; Node ${environment.node}`,
    ],
    ['Wall time', html`${durationText(study.durationMs)}, started ${timeText(study.startedAt)}`],
    ['Digest', html`<code>${study.digest}</code>`],
  ]
  return html`<dl class="method">
    ${facts.map(
      ([term, value]) =>
        html`<dt>${term}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`
}

function spaceFacts({ dataConstraints, acceptanceRate, cardinalityLog10, degreesOfFreedom }: ReportedSpace): Markup {
  const numbers = [
    ...(degreesOfFreedom === undefined ? [] : [html`${degreesOfFreedom} degrees of freedom`]),
    ...(cardinalityLog10 === undefined ? [] : [html`10<sup>${fixedText(cardinalityLog10, 1)}</sup> networks`]),
    html`${acceptanceText(acceptanceRate)} of draws met the constraints`,
  ]
  const list =
    dataConstraints.length > 0
      ? html`<ul>
          ${dataConstraints.map((rule) => html`<li>${formula(rule)}</li>`)}
        </ul>`
      : undefined
  return html`${numbers.map((entry, i) => html`${i > 0 ? ', ' : ''}${entry}`)}${list}`
}

function acceptanceText(rate: number): string {
  return `${Number((100 * rate).toPrecision(2))} %`
}

function recipeValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
