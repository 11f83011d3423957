import { computed, watch } from 'vue'
import { useRoute } from 'vue-router'
import type { StudyDetail } from '#shared/contract/studies.ts'
import { offeredSeed } from '#shared/studyFiles/seeds.ts'
import { newList } from '#renderer/components/plan/listsDraft.ts'
import { draftOf } from '#renderer/components/plan/planDraft.ts'
import {
  offeredName,
  readPopulation,
  startDraft,
  type PopulationDraft,
} from '#renderer/components/plan/populationDraft.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { useDraft } from '#renderer/stores/draft.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** The next population of a study as it is typed, and what it asks for. */
export function useNextPopulation(study: () => StudyDetail) {
  const { t } = useText()
  const route = useRoute()
  const studies = useStudies()
  const start = () => startDraft(study().plan, studies.spaces, studies.populations)
  const { draft, isKept, discard } = useDraft(`population.${study().id}`, start)
  // The Spaces screen names the space to sample; a draft may outlive its space.
  watch(
    () => [route.query['space'], studies.spaces] as const,
    ([named]) => {
      const id = Number(named)
      if (studies.space(id)) draft.value.spaceId = id
      else if (!studies.space(draft.value.spaceId)) draft.value.spaceId = start().spaceId
    },
    { immediate: true },
  )

  const space = computed(() => studies.space(draft.value.spaceId))
  /** If no seed is typed, the lab chooses one by this rule. */
  const usualSeed = computed(() =>
    offeredSeed(
      study().plan.seed,
      studies.populations.filter(({ spaceId }) => spaceId === draft.value.spaceId),
    ),
  )
  /** The name that it gets if none is typed. */
  const offered = computed(() => {
    if (!space.value) return ''
    const typed = draft.value.seed?.trim()
    const seed = typed ? typed : usualSeed.value
    return offeredName(t('population.offered', { space: space.value.definition.name, seed }), studies.populations)
  })
  const read = computed(() => readPopulation(draft.value, offered.value, usualSeed.value))
  /** The plan that is typed; while a value is faulty, the last valid one. */
  const plan = computed(() => (read.value.request ?? read.value.listed)?.plan)

  /** Whether lists of networks are trained instead of a sample of a space. */
  const isListed = computed({
    get: () => draft.value.from === 'lists',
    set: (listed) => {
      const lists = draft.value.lists ?? []
      const from = listed ? 'lists' : 'space'
      draft.value = { ...draft.value, from, ...(listed && lists.length === 0 && { lists: [newList([])] }) }
    },
  })
  /** A part of the draft that an older draft may lack. */
  const part = <K extends keyof PopulationDraft>(key: K, otherwise: NonNullable<PopulationDraft[K]>) =>
    computed({
      get: () => draft.value[key] ?? otherwise,
      set: (value: NonNullable<PopulationDraft[K]>) => (draft.value[key] = value),
    })

  function backToStudy(): void {
    const { perSpace } = draft.value.plan.typed
    const own = { ...study().plan, perSpace: draft.value.plan.plan.perSpace }
    const typed = { ...(perSpace !== undefined && { perSpace }) }
    draft.value = { ...draft.value, plan: { ...draftOf(own), typed } }
  }

  return { draft, isKept, discard, space, offered, read, plan, isListed, part, backToStudy }
}
export type NextPopulation = ReturnType<typeof useNextPopulation>
