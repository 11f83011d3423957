import { watch } from 'vue'
import type { DesktopClient } from '#renderer/lab/desktop.ts'
import { usePreferences } from './preferences.ts'

/** Tells the desktop program the theme and language that are chosen: its title bars, menus and dialogs have the same. */
export function tellAppearance(desktop: DesktopClient): void {
  const preferences = usePreferences()
  watch(
    () => ({ theme: preferences.theme, language: preferences.language }),
    // Only the look of the frame around the page hangs on it.
    (appearance) => void desktop.setAppearance(appearance).catch(() => undefined),
    { immediate: true },
  )
}
