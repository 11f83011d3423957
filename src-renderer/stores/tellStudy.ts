import { watch } from 'vue'
import type { DesktopClient } from '#renderer/lab/desktop.ts'
import { useStudies } from './studies.ts'

/** Reports to the desktop program which study the screens of the rail show, so that its menu opens the same ones. */
export function tellStudy(desktop: DesktopClient): void {
  const studies = useStudies()
  watch(
    () => studies.currentId ?? null,
    (id) => void desktop.setStudy({ id }).catch(() => undefined),
    { immediate: true },
  )
}
