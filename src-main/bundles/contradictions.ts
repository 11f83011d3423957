import { ownPopulations } from '#shared/contract/reports.ts'
import { limits } from '#shared/schema/limits.ts'
import { nameSchema } from '#shared/schema/plainName.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { strangeValue } from '#shared/training/recipeSweep.ts'
import { countsToMatch } from './bundledInspection.ts'
import { requireCoherentDraw } from './coherentDraw.ts'
import { requireElsewhere } from './coherentElsewhere.ts'
import { requireCoherent, validationCountOf } from './coherentRun.ts'
import { digestOfPopulations, digestOfRuns } from './digests.ts'
import { damaged } from './damaged.ts'
import type { Bundle, BundledPopulation } from './bundleSchema.ts'

/** Throws LabError 'invalid' naming the first place where a bundle contradicts itself. */
export function requireNoContradiction(bundle: Bundle): void {
  requirePlaces(bundle)
  const runs = bundle.populations.reduce((sum, population) => sum + population.runs.length, 0)
  if (runs > limits.runs) throw damaged(sentence('bundleTooManyRuns', { runs, limit: limits.runs }))
  requireDistinct(
    'spaces',
    'definition.id',
    bundle.spaces.map(({ definition }) => definition.id),
  )
  requireDistinct(
    'populations',
    'name',
    bundle.populations.map(({ name }) => name),
  )
  bundle.spaces.forEach(({ definition }, i) => {
    if (!nameSchema.safeParse(definition.name).success)
      throw at(`spaces[${i}].definition.name`, sentence('nameUnprintable'))
  })
  for (const population of bundle.populations)
    requireCoherentPopulation(population, bundle.spaces[population.space]!.definition, bundle.study)
  const digest = digestOfPopulations(
    bundle.populations.map((population) => digestOfRuns(population.runs, population.ending)),
  )
  if (digest !== bundle.study.digest) throw damaged(sentence('runsOfOther'))
}

function at(place: string, said: Sentence) {
  return damaged(sentence('faultAt', { place, said }))
}

function requireDistinct(list: string, field: string, names: readonly string[]): void {
  const seen = new Set<string>()
  names.forEach((name, i) => {
    if (seen.has(name)) throw at(`${list}[${i}].${field}`, sentence('nameTwice', { name }))
    seen.add(name)
  })
}

/** Throws unless every index refers to an existing entry. */
function requirePlaces({ spaces, populations, refinements, reports, log }: Bundle): void {
  const require = (list: readonly unknown[], place: number, where: string) => {
    if (place >= list.length) throw at(where, sentence('placeNotThere'))
  }
  spaces.forEach(({ parent }, i) => {
    if (parent !== null && parent >= i) throw at(`spaces[${i}].parent`, sentence('parentAfter'))
  })
  populations.forEach(({ space }, i) => require(spaces, space, `populations[${i}].space`))
  refinements.forEach(({ space, refinedSpace }, i) => {
    require(spaces, space, `refinements[${i}].space`)
    if (refinedSpace !== null) require(spaces, refinedSpace, `refinements[${i}].refinedSpace`)
  })
  reports.forEach(({ document }, i) => {
    const where = `reports[${i}].document`
    for (const place of document.populationIds) require(populations, place - 1, `${where}.populationIds`)
    document.blocks.forEach((block, j) => {
      for (const place of ownPopulations(block)) require(populations, place - 1, `${where}.blocks[${j}].populationIds`)
    })
  })
  log.forEach(({ run }, i) => {
    if (run === null) return
    require(populations, run[0], `log[${i}].run`)
    require(populations[run[0]]!.runs, run[1], `log[${i}].run`)
  })
}

/** Kinds of data sets whose number of classes depends on their files, which may have changed. */
const ofFiles: readonly string[] = ['imageFolder', 'idx']

function requireCoherentPopulation(population: BundledPopulation, space: DesignSpace, study: Bundle['study']): void {
  const { name, plan, runs, origin } = population
  const sameDataset = JSON.stringify(plan.dataset) === JSON.stringify(study.plan.dataset)
  const classes =
    !origin && sameDataset && !ofFiles.includes(plan.dataset.kind) ? study.classes : runs[0]!.network.classes
  const count = validationCountOf(runs)
  runs.forEach((run, position) => {
    const fault = (field: string, said: Sentence) =>
      damaged(sentence('runFault', { run: position, population: name, field, said }))
    const expected: [string, string | number, string | number][] = [
      ['network.classes', run.network.classes, classes],
      ['network.imageSize', run.network.imageSize, plan.imageSize],
      ['provider', run.provider, plan.provider],
      ...(run.inspection ? countsToMatch(run.inspection, run) : []),
    ]
    for (const [field, found, wanted] of expected)
      if (found !== wanted) throw fault(field, sentence('isInsteadOf', { found, wanted }))
    const strange = strangeValue(plan.sweep, run.recipeDraw)
    if (strange)
      throw fault(`recipeDraw.${strange.key}`, sentence('recipeDrawOfOther', { value: String(strange.value ?? '–') }))
    if (run.draw) requireCoherentDraw(run.draw, run.network, space, fault)
    if (origin || run.origin) requireElsewhere(run, origin, fault)
    else requireCoherent(run, { recipe: plan.recipe, count, fault })
  })
}
