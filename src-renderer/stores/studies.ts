import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Change } from '#shared/contract/changes.ts'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { StudyDetail, StudySummary } from '#shared/contract/studies.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { sentenceOf } from '#shared/contract/errors.ts'
import { isNotFound } from '#renderer/lab/client.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { labIsKnown, lastingMemory } from '#renderer/lab/labMemory.ts'
import { stale, type Held } from './stale.ts'
import { useLabConnection } from './labConnection.ts'

const openKey = 'openStudies'

/** Everything held of the current study. */
const whole: ReadonlySet<Held> = new Set(['study', 'spaces', 'populations'])

/** The order in which the lab lists studies. */
const lastChangedFirst = (a: StudySummary, b: StudySummary): number => b.changedAt - a.changedAt || b.id - a.id

/** The studies of the lab, which of them are open as tabs, and all data of the current one. */
export const useStudies = defineStore('studies', () => {
  const lab = useLabClient()
  const connection = useLabConnection()
  const all = shallowRef<StudySummary[]>([])
  const isLoaded = ref(false)
  const openIds = ref<number[]>([])
  const study = shallowRef<StudyDetail>()
  const spaces = shallowRef<StudySpace[]>([])
  const populations = shallowRef<PopulationSummary[]>([])
  /** Why the selected study is not available; undefined while it is read. */
  const absence = shallowRef<{ isGone: boolean; text: Sentence }>()
  let selectedId: number | undefined
  let reading: { id: number; done: Promise<void> } | undefined

  const open = computed(() =>
    openIds.value.flatMap((id) => all.value.find((known) => known.id === id && known.trashedAt === null) ?? []),
  )

  /** The study shown by the screens of the rail: the current one, otherwise the last tab. */
  const currentId = computed(() => study.value?.id ?? open.value.at(-1)?.id)

  void labIsKnown.then(() => {
    openIds.value = JSON.parse(lastingMemory.read(openKey) ?? '[]') as number[]
  })

  async function refresh(): Promise<void> {
    all.value = await lab.studies.list({})
    isLoaded.value = true
  }

  /** Applies the lab's answer about a study: changed, new, trashed or restored. */
  function take(found: StudySummary): void {
    const others = all.value.filter(({ id }) => id !== found.id)
    all.value = (found.trashedAt === null ? [...others, found] : others).toSorted(lastChangedFirst)
    if (study.value?.id === found.id) study.value = { ...study.value, ...found }
  }

  /** Makes a study the current one and opens its tab; `absence` says why if it is not available. */
  async function select(id: number): Promise<void> {
    selectedId = id
    if (study.value?.id !== id) await (reading?.id === id ? reading.done : reload())
    await labIsKnown
    if (study.value?.id === id && !openIds.value.includes(id)) keepOpen([...openIds.value, id])
  }

  /**
   * Rereads the current study, or `parts` of it. The old data are kept if the lab cannot be reached, and removed if the
   * study is gone.
   */
  async function reload(parts: ReadonlySet<Held> = whole): Promise<void> {
    if (selectedId === undefined) return
    const own = { id: selectedId, done: read(selectedId, study.value?.id === selectedId ? parts : whole) }
    reading = own
    await own.done
    if (reading === own) reading = undefined
  }

  async function read(id: number, parts: ReadonlySet<Held>): Promise<void> {
    absence.value = undefined
    try {
      const [detail, itsSpaces, itsPopulations] = await Promise.all([
        parts.has('study') ? lab.studies.get({ id }) : undefined,
        parts.has('spaces') ? lab.spaces.list({ studyId: id }) : undefined,
        parts.has('populations') ? lab.populations.list({ studyId: id }) : undefined,
      ])
      // Another study may have been selected meanwhile.
      if (id !== selectedId) return
      if (detail) study.value = detail
      if (itsSpaces) spaces.value = itsSpaces
      if (itsPopulations) populations.value = itsPopulations
    } catch (error) {
      if (id !== selectedId) return
      const isGone = isNotFound(error)
      absence.value = { isGone, text: sentenceOf(error) }
      if (isGone) study.value = undefined
    }
  }

  function close(id: number): void {
    keepOpen(openIds.value.filter((other) => other !== id))
    if (selectedId !== id) return
    selectedId = undefined
    study.value = undefined
  }

  function keepOpen(ids: number[]): void {
    openIds.value = ids
    lastingMemory.write(openKey, JSON.stringify(ids))
  }

  const space = (id: number) => spaces.value.find((known) => known.id === id)
  const population = (id: number) => populations.value.find((known) => known.id === id)

  /** A removed study takes its log along; the lab-wide log has the event. */
  const isOfSelected = ({ kind, studyId, data }: Change): boolean =>
    (kind === 'studyRemoved' ? data.removedStudyId : studyId) === selectedId
  connection.onChanges((changes) => {
    if (stale(changes).has('studies')) void refresh().catch(() => undefined)
    const parts = stale(changes.filter(isOfSelected))
    if ([...whole].some((part) => parts.has(part))) void reload(parts)
  })

  return {
    all,
    isLoaded,
    openIds,
    open,
    currentId,
    study,
    spaces,
    populations,
    absence,
    refresh,
    take,
    select,
    reload,
    close,
    space,
    population,
  }
})
