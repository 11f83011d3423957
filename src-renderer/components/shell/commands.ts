import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useLabClient } from '#renderer/lab/lab.ts'
import { usePreferences } from '#renderer/stores/preferences.ts'
import { useStudies } from '#renderer/stores/studies.ts'
import { useUndo } from '#renderer/stores/undo.ts'
import { studyScreens } from './screens.ts'

/** Something that the palette can do. */
export interface Command {
  id: string
  title: string
  /** What sort of thing it is, in the user's language. */
  kind: string
  run: () => void
}

/** The commands that match what was typed, best first: every word must stand somewhere in the title. */
export function useCommands(text: Ref<string>): ComputedRef<Command[]> {
  const { t } = useI18n()
  const router = useRouter()
  const lab = useLabClient()
  const preferences = usePreferences()
  const studies = useStudies()
  const undo = useUndo()

  const go = (name: string, params: Record<string, number> = {}) => void router.push({ name, params })

  const all = computed((): Command[] => {
    const screen = (name: string, params?: Record<string, number>): Command => ({
      id: `screen-${name}`,
      title: t(`shell.${name}`),
      kind: t('shell.rail'),
      run: () => go(name, params),
    })
    const studyId = studies.study?.id
    const ofStudy = studyId === undefined ? [] : [...studyScreens, 'network', 'reports']
    const action = (id: string, title: string, run: () => void): Command => ({ id, title, kind: '', run })
    return [
      screen('home'),
      ...ofStudy.map((name) => screen(name, { studyId: studyId! })),
      screen('data'),
      screen('settings'),
      action('newStudy', t('shell.newStudy'), () => go('newStudy')),
      ...studies.all.map(({ id, name }): Command => ({
        id: `study-${id}`,
        title: t('shell.openStudy', { name }),
        kind: '',
        run: () => go('spaces', { studyId: id }),
      })),
      action('theme', t('shell.theme'), () => (preferences.theme = preferences.isDark ? 'light' : 'dark')),
      action('language', `${t('shell.language')}: English / 한국어`, () => {
        preferences.language = preferences.language === 'en' ? 'ko' : 'en'
      }),
      action('undo', t('shell.undo'), () => void undo.undo()),
      action('redo', t('shell.redo'), () => void undo.redo()),
    ]
  })

  /** A number is the id of a network. */
  async function openRun(id: number): Promise<void> {
    const { studyId } = await lab.runs.get({ id })
    await router.push({ name: 'network', params: { studyId, runId: id } })
  }

  return computed(() => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean)
    const id = Number(/^#?(\d+)$/.exec(text.value.trim())?.[1])
    const found = all.value.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
    const run: Command[] =
      id > 0 ? [{ id: 'run', title: t('shell.openRun', { id }), kind: '', run: () => void openRun(id) }] : []
    return [...run, ...found]
  })
}
