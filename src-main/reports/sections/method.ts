import { exponentText } from '#shared/format/numbers.ts'
import { durationText } from '#shared/format/durations.ts'
import type { KnownSize } from '#shared/refinement/size/spaceSize.ts'
import { formula, html, prose, spaceName, type Markup } from '../markup.ts'
import { datasetName, type Shown } from '../shown.ts'
import type { ReportedDataset, ReportedSpace, StudyReport } from '../studyReport.ts'
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
  const { t } = texts
  const { study, environment, testUses } = report
  const testedRuns = [...new Set(testUses.map(({ runId }) => runId))]
  const testFacts =
    testUses.length === 0
      ? t('reportMethod.noTest')
      : t('reportMethod.testFacts', { uses: testUses.length, runs: texts.list(testedRuns) })
  if (environment === null) {
    return [
      ...originRows({ report, texts }),
      datasetRow({ report, texts }),
      [t('reportMethod.error'), t('reportMethod.errorElsewhere')],
      [t('reportMethod.ranges'), t('reportMethod.rangesFacts')],
      [t('reportMethod.digest'), html`<code>${study.digest}</code>`],
    ]
  }
  return [
    ...originRows({ report, texts }),
    ...listRows({ report, texts }),
    datasetRow({ report, texts }),
    [t('reportMethod.error'), `${t('reportMethod.errorFacts')} ${testFacts}`],
    [t('reportMethod.ranges'), t('reportMethod.rangesFacts')],
    [t('reportMethod.seeds'), seedFacts(report, texts)],
    [t('reportMethod.machine'), t('reportMethod.machineFacts', { ...environment, plan: environment.loweringPlan })],
    ...(environment.device === undefined ? [] : [[t('reportMethod.device'), environment.device] as const]),
    ...(study.durationMs === null || study.startedAt === null
      ? []
      : [
          [
            t('reportMethod.time'),
            t('reportMethod.timeFacts', {
              duration: durationText(study.durationMs, texts.language),
              started: timeText(study.startedAt),
            }),
          ] as const,
        ]),
    [t('reportMethod.digest'), html`<code>${study.digest}</code>`],
  ]
}

/** The files that spaces were brought in from, and what is therefore not known. */
function originRows({ report, texts: { t, list } }: Pick<Shown, 'report' | 'texts'>): Fact[] {
  const brought = report.spaces.flatMap(({ name, origin }) => (origin ? [{ name, ...origin }] : []))
  return [...Map.groupBy(brought, ({ digest }) => digest)].map(([digest, own]) => {
    const names = own.map(({ name }) => name)
    const facts = t('reportMethod.broughtInFacts', { names: list(names), file: own[0]!.file })
    return [t('reportMethod.broughtIn'), html`${prose(facts, names)}<br /><code>${digest}</code>`]
  })
}

/** The entries whose networks were listed instead of sampled. */
function listRows({ report, texts: { t, list } }: Pick<Shown, 'report' | 'texts'>): Fact[] {
  const names = report.spaces.flatMap(({ name, isListed }) => (isListed ? [name] : []))
  if (names.length === 0) return []
  return [[t('reportMethod.listed'), html`${prose(t('reportMethod.listedFacts', { names: list(names) }), names)}`]]
}

function spaceFacts(space: ReportedSpace, texts: ReportTexts): Markup {
  const { t } = texts
  const { dataConstraints, acceptanceRate, cardinalityLog10, cardinalityBy = 'count', degreesOfFreedom } = space
  const numbers = [
    ...(degreesOfFreedom === undefined ? [] : [html`${t('reportMethod.degrees', { count: degreesOfFreedom })}`]),
    ...(cardinalityLog10 === undefined ? [] : [sizeMarkup(cardinalityLog10, cardinalityBy, texts)]),
    ...(acceptanceRate === null
      ? []
      : [html`${t('reportMethod.accepted', { share: acceptanceText(acceptanceRate) })}`]),
  ]
  const list =
    dataConstraints.length > 0
      ? html`<ul>
          ${dataConstraints.map((rule) => html`<li>${formula(rule)}</li>`)}
        </ul>`
      : undefined
  return html`${numbers.map((entry, i) => html`${i > 0 ? ', ' : ''}${entry}`)}${list}`
}

function sizeMarkup(log10: number, by: KnownSize['by'], { partsOf }: ReportTexts): Markup {
  const size = html`10<sup>${exponentText(log10)}</sup>`
  const parts = partsOf(`reportMethod.combinations.${by}`, 'size')
  return html`${parts.map((part) => (typeof part === 'string' ? part : size))}`
}

function acceptanceText(rate: number): string {
  return `${Number((100 * rate).toPrecision(2))} %`
}

/** The data set of all spaces, or each with the spaces that were trained on it. */
function datasetRow({ report: { datasets, spaces }, texts }: Pick<Shown, 'report' | 'texts'>): Fact {
  const { t, list } = texts
  const title = t('reportMethod.dataset')
  if (datasets.length === 1) return [title, datasetFacts(datasets[0]!, texts)]
  const entries = datasets.map((dataset, place) => {
    const names = spaces.flatMap((space) => (space.dataset === place ? [space.name] : []))
    return html`<li>${prose(`${list(names)}: `, names)}${datasetFacts(dataset, texts)}</li>`
  })
  return [
    title,
    html`<ul>
      ${entries}
    </ul>`,
  ]
}

const shownClasses = 20

function datasetFacts(dataset: ReportedDataset, texts: ReportTexts): Markup {
  const { t } = texts
  const { kind, classes, trainCount, validationCount, hasOwnValidation, imageSize } = dataset
  if (kind === null) return html`${t('reportMethod.imagesUnknownFacts', { classes, size: imageSize })}`
  const images = [
    ...(trainCount === null ? [] : [t('reportMethod.training', { count: trainCount })]),
    t(hasOwnValidation === false ? 'reportMethod.heldOut' : 'reportMethod.validation', { count: validationCount }),
  ]
  const name = datasetName(dataset, texts)
  const facts = t('reportMethod.datasetFacts', { name, classes, images: images.join(', '), size: imageSize })
  return html`${facts}<br />${classesText(dataset, texts)}<code>${dataset.hash}</code>`
}

function classesText({ classNames }: ReportedDataset, { t }: ReportTexts): Markup | undefined {
  if (classNames.length === 0) return undefined
  const names = classNames.slice(0, shownClasses).join(', ')
  const count = classNames.length - shownClasses
  const said = count > 0 ? t('reportMethod.classesAndMore', { names, count }) : t('reportMethod.classes', { names })
  return html`${said}<br />`
}

/** The seeds: those of each population, then those of its trainings. */
function seedFacts({ spaces }: StudyReport, { t }: ReportTexts): Markup {
  const populations = spaces.flatMap(({ origin, isListed, populations: own }) =>
    origin ? [] : own.map((population) => ({ ...population, isListed })),
  )
  const isRule = populations.every(({ hasDerivedSeeds }) => hasDerivedSeeds)
  return html`<ul>
      ${populations.map(({ name, samplingSeed, isListed }) => {
        const key = isListed ? 'reportMethod.seedsOfList' : 'reportMethod.seedsOf'
        return html`<li>${prose(t(key, { name, seed: samplingSeed }), [name])}</li>`
      })}
    </ul>
    ${t(isRule ? 'reportMethod.derivedSeeds' : 'reportMethod.listedSeeds')}`
}
