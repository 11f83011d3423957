import { fixedText } from '#shared/format/numbers.ts'
import { durationText } from '#shared/format/durations.ts'
import { formula, html, spaceName, type Markup } from '../markup.ts'
import type { Shown } from '../shown.ts'
import type { ReportedSpace } from '../studyReport.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'
import { timeText } from '../texts/phrases.ts'

type Fact = readonly [Markup | string, Markup | string]

/** Spaces, recipe, data, environment and identity: what it takes to do the study again. */
export const methodSection = (shown: Shown): Markup => facts([...spaceRows(shown), ...settingRows(shown)])

/** What holds in each space, and how large it is. */
export const spacesFigure = (shown: Shown): Markup => facts(spaceRows(shown))

/** Data, recipe, machine and identity. */
export const settingsFigure = (shown: Shown): Markup => facts(settingRows(shown))

function facts(rows: readonly Fact[]): Markup {
  return html`<dl class="method">
    ${rows.map(
      ([term, value]) =>
        html`<dt>${term}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`
}

function spaceRows({ report, texts }: Shown): Fact[] {
  return report.spaces.map((space) => [spaceName(space.name), spaceFacts(space, texts)])
}

function settingRows({ report, texts }: Shown): Fact[] {
  const { method: said } = texts
  const { study, recipe, dataset, environment } = report
  const { name, classes, trainCount, validationCount, imageSize, hash } = dataset
  const { cpu, onnxruntime, provider, loweringPlan, node } = environment
  return [
    [
      said.dataset,
      html`${said.datasetFacts(name, classes, trainCount, validationCount, imageSize)}<br /><code>${hash}</code>`,
    ],
    [
      said.recipe,
      html`${Object.entries(recipe).map(([key, value], i) => html`${i > 0 ? ', ' : ''}${key} <code>${recipeValue(value)}</code>`)}`,
    ],
    [said.error, said.errorFacts],
    [said.seed, html`<code>${study.seed}</code> ${said.seedFacts}`],
    [said.machine, said.machineFacts(cpu, onnxruntime, provider, loweringPlan, node)],
    ...(study.durationMs === null || study.startedAt === null
      ? []
      : [
          [
            said.time,
            said.timeFacts(durationText(study.durationMs, texts.language), timeText(study.startedAt)),
          ] as const,
        ]),
    [said.digest, html`<code>${study.digest}</code>`],
  ]
}

function spaceFacts(space: ReportedSpace, { method: said }: ReportTexts): Markup {
  const { dataConstraints, acceptanceRate, cardinalityLog10, degreesOfFreedom } = space
  const numbers = [
    ...(degreesOfFreedom === undefined ? [] : [html`${said.degrees(degreesOfFreedom)}`]),
    ...(cardinalityLog10 === undefined ? [] : [html`10<sup>${fixedText(cardinalityLog10, 1)}</sup> ${said.networks}`]),
    html`${said.accepted(acceptanceText(acceptanceRate))}`,
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
