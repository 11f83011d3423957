import { computed, watchEffect } from 'vue'
import { useRoute } from 'vue-router'
import { useText, type WindowKey } from '#renderer/i18n/texts.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** The titles of screens by route; Home needs only the study's name. */
const texts = {
  ...{ spaces: 'shell.spaces', population: 'shell.population', monitor: 'shell.monitor', explore: 'shell.explore' },
  ...{ compare: 'shell.compare', refine: 'shell.refine', network: 'shell.network', reports: 'shell.reports' },
  ...{ figures: 'shell.figures', time: 'shell.time', search: 'shell.search', best: 'shell.best' },
  ...{ data: 'shell.data', settings: 'shell.settings', newStudy: 'shell.newStudy', tour: 'tour.title' },
} as const satisfies Record<string, WindowKey>

/** Study and screen come first, since only the start of a truncated title is visible, as on a taskbar. */
export const windowTitle = (parts: readonly (string | undefined)[], program: string): string =>
  [parts.filter((part) => part).join(' · '), program].filter((part) => part !== '').join(' – ')

/** Titles the window after its contents, so that several windows can be distinguished. */
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
