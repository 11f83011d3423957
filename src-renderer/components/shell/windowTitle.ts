import { computed, watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useStudies } from '#renderer/stores/studies.ts'

/** Texts by which screens are called that have no entry of their own in the rail. */
const texts: Readonly<Record<string, string>> = { tour: 'tour.title' }

/** The study and the screen first: of a title that is cut off, as on a taskbar, the beginning is seen. */
export const windowTitle = (parts: readonly (string | undefined)[], program: string): string =>
  [parts.filter((part) => part).join(' · '), program].filter((part) => part !== '').join(' – ')

/** Names the window after what it shows, so that two can be told apart. */
export function useWindowTitle(): void {
  const { t } = useI18n({ useScope: 'global' })
  const route = useRoute()
  const studies = useStudies()
  const study = computed(() => {
    const id = Number(route.params['studyId'])
    return studies.study?.id === id ? studies.study.name : undefined
  })
  const screen = computed(() => {
    const name = String(route.name ?? 'home')
    return name === 'home' ? undefined : t(texts[name] ?? `shell.${name}`)
  })
  watchEffect(() => (document.title = windowTitle([study.value, screen.value], t('shell.title'))))
}
