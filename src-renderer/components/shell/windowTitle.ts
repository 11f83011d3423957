import { computed, watchEffect } from 'vue'
import { useRoute } from 'vue-router'
import { useText, type WindowKey } from '#renderer/i18n/texts.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** What screens are called by their route; of Home the study's name is enough. */
const texts = {
  ...{ spaces: 'shell.spaces', population: 'shell.population', monitor: 'shell.monitor', explore: 'shell.explore' },
  ...{ compare: 'shell.compare', refine: 'shell.refine', network: 'shell.network', reports: 'shell.reports' },
  ...{ data: 'shell.data', settings: 'shell.settings', newStudy: 'shell.newStudy', tour: 'tour.title' },
} as const satisfies Record<string, WindowKey>

/** The study and the screen first: of a title that is cut off, as on a taskbar, the beginning is seen. */
export const windowTitle = (parts: readonly (string | undefined)[], program: string): string =>
  [parts.filter((part) => part).join(' · '), program].filter((part) => part !== '').join(' – ')

/** Names the window after what it shows, so that two can be told apart. */
export function useWindowTitle(): void {
  const { t } = useText()
  const route = useRoute()
  const studies = useStudies()
  const study = computed(() => {
    const id = Number(route.params['studyId'])
    return studies.study?.id === id ? studies.study.name : undefined
  })
  const screen = computed(() => {
    const key = (texts as Partial<typeof texts>)[String(route.name) as keyof typeof texts]
    return key && t(key)
  })
  watchEffect(() => (document.title = windowTitle([study.value, screen.value], t('shell.title'))))
}
