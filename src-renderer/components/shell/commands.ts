import { computed, type ComputedRef, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import { searched } from '#shared/schema/alike.ts'
import { goOnAfter } from '#renderer/composables/goOnAfter.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from '#renderer/stores/labConnection.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { giveText } from '#renderer/stores/givenText.ts'
import { usePreferences } from '#renderer/stores/preferences.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { useUndo } from '#renderer/stores/undo.ts'
import { studyScreens, type RailScreen } from './screens.ts'

/** An action of the command palette. */
export interface Command {
  id: string
  title: string
  /** The category, in the user's language. */
  kind: string
  run: () => void
}

type CommandKind = 'study' | 'space' | 'population' | 'queue' | 'published' | 'view' | 'edit'

/** The commands that match the typed text, best first: every word must occur somewhere in the title or kind. */
export function useCommands(text: Ref<string>): ComputedRef<Command[]> {
  const { t } = useText()
  const router = useRouter()
  const lab = useLabClient()
  const connection = useLabConnection()
  const preferences = usePreferences()
  const studies = useStudies()
  const undo = useUndo()

  const go = (name: string, params: Record<string, number> = {}, query: Record<string, number> = {}) =>
    void router.push({ name, params, query })

  const all = computed((): Command[] => {
    const screen = (name: RailScreen, params?: Record<string, number>): Command => ({
      id: `screen-${name}`,
      title: t(`shell.${name}`),
      kind: t('shell.rail'),
      run: () => go(name, params),
    })
    const studyId = studies.study?.id
    const ofStudy = studyId === undefined ? [] : ([...studyScreens, 'network', 'time', 'figures', 'reports'] as const)
    const command = (kind: CommandKind, id: string, title: string, run: () => void): Command => ({
      id,
      title,
      kind: t(`shell.kinds.${kind}`),
      run,
    })
    return [
      screen('home'),
      ...ofStudy.map((name) => screen(name, { studyId: studyId! })),
      ...(studyId === undefined
        ? []
        : [command('view', 'givenNetwork', t('network.given.title'), () => go('network', { studyId }, { given: 1 }))]),
      screen('data'),
      screen('settings'),
      command('study', 'newStudy', t('shell.newStudy'), () => go('newStudy')),
      command('study', 'search', t('shell.search'), () => go('search')),
      ...(studyId === undefined ? [] : [command('study', 'best', t('shell.best'), () => go('best', { studyId }))]),
      ...studies.all.map(({ id, name }) =>
        command('study', `study-${id}`, t('shell.openStudy', { name }), () => go('spaces', { studyId: id })),
      ),
      command('study', 'tour', t('shell.tourOfSample'), () => void openTour().catch(() => go('home'))),
      ...studies.spaces
        .filter(({ studyId: its }) => its === studyId)
        .map(({ id, definition }) =>
          command('space', `space-${id}`, definition.name, () => go('spaces', { studyId: studyId! }, { space: id })),
        ),
      ...studies.populations
        .filter(({ studyId: its }) => its === studyId)
        .map(({ id, name }) =>
          command('population', `population-${id}`, name, () =>
            go('monitor', { studyId: studyId! }, { population: id }),
          ),
        ),
      connection.queue?.isRunning
        ? command('queue', 'stopQueue', t('shell.stopQueue'), () => void set('stop'))
        : command('queue', 'startQueue', t('shell.startQueue'), () => void set('start')),
      command('view', 'theme', t('shell.theme'), () => (preferences.theme = preferences.isDark ? 'light' : 'dark')),
      command('view', 'language', `${t('shell.language')}: English / 한국어`, () => {
        preferences.language = preferences.language === 'en' ? 'ko' : 'en'
      }),
      ...(undo.canUndo ? [command('edit', 'undo', t('shell.undo'), () => void undo.undo())] : []),
      ...(undo.canRedo ? [command('edit', 'redo', t('shell.redo'), () => void undo.redo())] : []),
      ...(studyId === undefined ? [] : publishedNetworks).map(({ name }) =>
        command('published', `published-${name}`, name, () => {
          giveText(name, '')
          go('network', { studyId: studyId! }, { given: 1 })
        }),
      ),
    ]
  })

  // Errors of the queue are shown in the status bar.
  const set = (state: 'start' | 'stop') =>
    lab.queue[state]().then(
      () => connection.refreshQueue(),
      () => undefined,
    )

  /** Rejects without the sample; the caller then opens Home, which reports the error. */
  const openTour = (): Promise<void> =>
    goOnAfter(router, async () => {
      const study = await lab.studies.openSample()
      studies.take(study)
      return { name: 'tour', params: { studyId: study.id } }
    })

  /** A number is the id of a network. */
  const openRun = (id: number): Promise<void> =>
    goOnAfter(router, async () => {
      const { studyId } = await lab.runs.get({ id })
      return { name: 'network', params: { studyId, runId: id } }
    })

  return computed(() => {
    const words = searched(text.value).split(/\s+/).filter(Boolean)
    const id = Number(/^#?(\d+)$/.exec(text.value.trim())?.[1])
    const found = all.value.filter(({ title, kind }) => {
      const known = searched(`${title} ${kind}`)
      return words.every((word) => known.includes(word))
    })
    const run: Command[] =
      id > 0
        ? [
            {
              id: 'run',
              title: t('shell.openRun', { id }),
              kind: t('shell.network'),
              run: () => void openRun(id).catch(() => undefined),
            },
          ]
        : []
    return [...run, ...found]
  })
}
