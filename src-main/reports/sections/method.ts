import { exponentText } from '#shared/format/numbers.ts'
import { durationText } from '#shared/format/durations.ts'
import { formula, html, prose, spaceName, type Markup } from '../markup.ts'
import { datasetName, type Shown } from '../shown.ts'
import type { ReportedSpace, StudyReport } from '../studyReport.ts'
import { recipeTable } from './recipe.ts'
import type { ReportTexts } from '../texts/reportTexts.ts'
import { timeText } from '../texts/phrases.ts'

type Fact = readonly [Markup | string, Markup | string]

/** Spaces, recipe, data, environment and identity: everything needed to reproduce the study. */
export const methodSection = (shown: Shown): Markup =>
  html`${facts([...spaceRows(shown), ...settingRows(shown)])} ${recipeTable(shown)}`

/** The constraints and size of each space. */
export const spacesFigure = (shown: Shown): Markup => facts(spaceRows(shown))

/** Data, machine, identity and recipe. */
export const settingsFigure = (shown: Shown): Markup => html`${facts(settingRows(shown))} ${recipeTable(shown)}`

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
  const { study, dataset, environment, testUses } = report
  const testedRuns = [...new Set(testUses.map(({ runId }) => runId))]
  const { cpu, onnxruntime, provider, loweringPlan, node } = environment
  return [
    [
      said.dataset,
      html`${said.datasetFacts(datasetName(report, texts), dataset)}<br />${classesText(report, texts)}<code
          >${dataset.hash}</code
        >`,
    ],
    [said.error, `${said.errorFacts} ${said.testFacts(report.testUses.length, texts.list(testedRuns))}`],
    [said.ranges, said.rangesFacts],
    [said.seeds, seedFacts(report, texts)],
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
  const { dataConstraints, acceptanceRate, cardinalityLog10, cardinalityBy = 'count', degreesOfFreedom } = space
  const numbers = [
    ...(degreesOfFreedom === undefined ? [] : [html`${said.degrees(degreesOfFreedom)}`]),
    ...(cardinalityLog10 === undefined ? [] : [sizeMarkup(cardinalityLog10, said.combinations[cardinalityBy])]),
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

function sizeMarkup(log10: number, [before, after]: readonly string[]): Markup {
  return html`${before}10<sup>${exponentText(log10)}</sup>${after}`
}

function acceptanceText(rate: number): string {
  return `${Number((100 * rate).toPrecision(2))} %`
}

const shownClasses = 20

function classesText({ dataset: { classNames } }: StudyReport, { method: said }: ReportTexts): Markup | undefined {
  if (classNames.length === 0) return undefined
  const more = Math.max(0, classNames.length - shownClasses)
  return html`${said.classes(classNames.slice(0, shownClasses).join(', '), more)}<br />`
}

/** The seeds: those of each population, then those of its trainings. */
function seedFacts({ spaces }: StudyReport, { method: said }: ReportTexts): Markup {
  const populations = spaces.flatMap((space) => space.populations)
  const isRule = populations.every(({ hasDerivedSeeds }) => hasDerivedSeeds)
  return html`<ul>
      ${populations.map(({ name, samplingSeed }) => html`<li>${prose(said.seedsOf(name, samplingSeed), [name])}</li>`)}
    </ul>
    ${isRule ? said.derivedSeeds : said.listedSeeds}`
}
