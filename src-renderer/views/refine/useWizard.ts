import { computed, inject, shallowRef, watch, type InjectionKey, type ShallowRef } from 'vue'
import type { WeighedRefinement } from '#shared/analysis/evidenceTasks.ts'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { Refinement as StoredRefinement } from '#shared/contract/refinements.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import type { NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { keptInterval } from '#shared/refinement/steps/rangeToRefinement.ts'
import type { Refinement } from '#shared/refinement/steps/refinement.ts'
import { atChance } from '#shared/refinement/comparison/chanceLevel.ts'
import { knownSide } from '#shared/refinement/comparison/sides.ts'
import { refineSpace } from '#shared/refinement/steps/refineSpace.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { speaks } from '#renderer/lib/populations/speaks.ts'
import { useAnalysis } from '#renderer/analysis/useAnalysis.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { refinedName, refinementPhrase } from '#shared/refinement/steps/refinedName.ts'
import { sampleSoFar } from './sampleSoFar.ts'
import { useLearning, usePopulationsOf, type Learnt } from './useLearning.ts'
import { useRefinement } from './useRefinement.ts'
import { wizardSides } from './wizardSides.ts'

/** Everything that the steps of the wizard share about one refinement. */
export function useWizard(stored: ShallowRef<StoredRefinement>) {
  const studies = useStudies()
  const { t } = useText()
  const walk = useRefinement(stored)
  const { refinement, state, refinedSpaceId } = walk

  const space = computed(() => spaceOf(refinement.value.spaceId))
  const populations = usePopulationsOf(() => refinement.value.spaceId)
  /** The representative populations of the space, used unless others are chosen. */
  const speaking = computed(
    () =>
      (space.value &&
        knownSide(space.value.id, studies.spaces, studies.populations)?.populations.map(({ id }) => id)) ??
      [],
  )
  const chosen = computed(() =>
    populations.value.filter(
      (population) => isLearntFrom(population) && (state.populationIds ?? speaking.value).includes(population.id),
    ),
  )
  const learnt = useLearning(() => chosen.value)
  /** Image size and FLOPs window of the runs learnt from. */
  const terms = computed(() => chosen.value[0]?.plan ?? populations.value[0]?.plan ?? studies.study?.plan)
  /**
   * The plan for sampling the refined space: that of the runs learnt from, or of others of the study; undefined if all
   * were trained elsewhere, so that their recipe and images are not known.
   */
  const plan = computed(() => planHere([...chosen.value, ...populations.value, ...studies.populations]))
  const planHere = (others: readonly PopulationSummary[]) => {
    const found = others.length === 0 ? studies.study?.plan : others.find(({ origin }) => origin === null)?.plan
    // What is dropped early is not compared, which the sample of a refinement is for.
    return found && { ...found, halving: undefined }
  }
  const regime = computed(() =>
    terms.value && studies.study ? regimeOf(terms.value, studies.study.classes) : undefined,
  )

  // The evidence is frozen while runs finish, so that the suggestions do not change under the user's hand.
  const looked = shallowRef<Learnt>()
  const lookAgain = () => (looked.value = learnt.value)
  const runsSinceLook = computed(() => (looked.value ? learnt.value.runs.length - looked.value.runs.length : 0))
  watch(
    () => [learnt.value.key, walk.step.value] as const,
    () => {
      const { runs, populations } = learnt.value
      if (runs.length < fewestRuns || !['sample', 'look'].includes(walk.step.value)) return
      const others = looked.value?.populations.map(({ id }) => id).join() !== populations.map(({ id }) => id).join()
      const isTraining = populations.some(({ runs: { queued, running } }) => queued + running > 0)
      if (others || (walk.step.value === 'sample' && !isTraining)) lookAgain()
    },
    { immediate: true },
  )
  const evidence = computed(() => looked.value ?? learnt.value)
  /** Whether the errors shown are at chance level; then no number derived from them is shown. */
  const isAtChance = computed(() => {
    const { runs, measuredOn } = evidence.value
    return (
      atChance(
        runs.map(({ errorPercent }) => errorPercent),
        measuredOn,
      )?.extent === 'all'
    )
  })
  const sampled = computed(() =>
    space.value && regime.value && evidence.value.runs.length >= fewestRuns
      ? { space: space.value.definition, regime: regime.value, runs: evidence.value.runs }
      : undefined,
  )
  const suggested = useAnalysis(
    'suggest',
    () => sampled.value,
    () => (sampled.value ? looked.value?.key : undefined),
  )

  const choiceText = computed(() => (state.choice ? JSON.stringify(state.choice) : undefined))
  const known = computed((): WeighedRefinement | undefined =>
    suggested.answer.value?.suggestions.find((entry) => JSON.stringify(entry.refinement) === choiceText.value),
  )
  const weighedAnew = useAnalysis(
    'weigh',
    () => (state.choice && sampled.value ? { ...sampled.value, refinement: state.choice } : undefined),
    () => (choiceText.value && !known.value && sampled.value ? `${choiceText.value}:${evidence.value.key}` : undefined),
  )
  /** Cost and gain of the choice; undefined while it is weighed. */
  const weighed = computed(() => known.value ?? (state.choice ? weighedAnew.answer.value : undefined))

  const names = computed(() => studies.spaces.map(({ definition }) => definition.name))
  /** The space refined by the choice, under the typed or the proposed name; or the reason why there is none. */
  const refined = computed((): { definition?: DesignSpace; fault?: Sentence } => {
    const parent = space.value?.definition
    if (!parent || !state.choice) return {}
    try {
      const definition = refineSpace(parent, state.choice, { id: parent.id, name: parent.name })
      const own = refinedSpace.value?.definition.name
      const name =
        state.name.trim() || own || refinedName(parent, definition, refinementPhrase(state.choice, t), names.value)
      return { definition: { ...definition, name } }
    } catch (error) {
      return { fault: sentenceOf(error) }
    }
  })

  const refinedSpace = computed(() => spaceOf(refinedSpaceId.value))
  const refinedPopulations = usePopulationsOf(() => refinedSpaceId.value)
  const refinedPopulation = computed(
    () => refinedPopulations.value.find(({ id }) => id === state.refinedPopulationId) ?? refinedPopulations.value[0],
  )
  const compared = computed(() =>
    space.value && refinedSpaceId.value !== null
      ? wizardSides(space.value.id, refinedSpaceId.value, studies.spaces, studies.populations)
      : undefined,
  )
  /** The plan for sampling more of what is compared, so that the new networks count on that side. */
  const comparedPlan = computed(
    () => compared.value?.newer.populations.find(({ origin }) => origin === null)?.plan ?? plan.value,
  )
  const oldLearnt = useLearning(() => compared.value?.older.populations ?? chosen.value)
  const refinedLearnt = useLearning(() => compared.value?.newer.populations ?? refinedPopulations.value)
  /** Progress of the runs that represent the refined space, including the population sampled last. */
  const refinedSample = computed(() =>
    refinedPopulation.value ? sampleSoFar(refinedLearnt.value.populations, refinedPopulation.value) : undefined,
  )

  /** The parameter of the large plot: the one opened, else the one of the choice, else the most important one. */
  const parameter = computed((): NetworkParameterId | undefined => {
    const evidence = suggested.answer.value?.evidence
    return state.parameter ?? parameterOf(state.choice) ?? evidence?.varying[0]?.id
  })
  function parameterOf(choice: Refinement | null): NetworkParameterId | undefined {
    if (!choice) return undefined
    const shown = suggested.answer.value?.suggestions.find(
      (entry) => JSON.stringify(entry.refinement) === choiceText.value,
    )?.parameter?.id
    return shown ?? suggested.answer.value?.evidence.varying.find(({ id }) => keptInterval(choice, id))?.id
  }

  function spaceOf(wanted: number | null | undefined): StudySpace | undefined {
    return wanted == null ? undefined : studies.space(wanted)
  }

  return {
    ...walk,
    space,
    populations,
    learnt,
    evidence,
    isAtChance,
    lookAgain,
    runsSinceLook,
    plan,
    terms,
    regime,
    suggested,
    weighed,
    isWeighing: weighedAnew.isBusy,
    weighingFault: weighedAnew.fault,
    refined,
    refinedSpace,
    refinedPopulations,
    compared,
    comparedPlan,
    oldLearnt,
    refinedPopulation,
    refinedSample,
    refinedLearnt,
    parameter,
  }
}

/** Whether a population tells about its space: one whose worst networks were dropped early tells of its best part only. */
export const isLearntFrom = (population: PopulationSummary): boolean => speaks(population) && !population.plan.halving

/** Minimum number of runs for any evidence. */
export const fewestRuns = 4

export type Wizard = ReturnType<typeof useWizard>
export const wizardKey: InjectionKey<Wizard> = Symbol('wizard')

/** The wizard that contains this component. Throws an Error outside of one. */
export function useWizardAround(): Wizard {
  const wizard = inject(wizardKey)
  if (!wizard) throw new Error('There is no wizard around this step.')
  return wizard
}
