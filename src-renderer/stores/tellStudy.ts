import { watch } from 'vue'
import type { DesktopClient } from '#renderer/lab/desktop.ts'
import { useStudies } from './studies.ts'

/** Tells the desktop program which study the screens of the rail show: those of its menu show the same. */
export function tellStudy(desktop: DesktopClient): void {
  const studies = useStudies()
  watch(
    () => studies.currentId ?? null,
    (id) => void desktop.setStudy({ id }).catch(() => undefined),
    { immediate: true },
  )
}
