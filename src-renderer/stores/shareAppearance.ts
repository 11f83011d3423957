import { watch } from 'vue'
import type { DesktopClient } from '#renderer/lab/desktop.ts'
import { usePreferences } from './preferences.ts'

/**
 * Theme and language belong to the computer: a window of a lab that was never opened here gets those chosen in another.
 * Takes them from the desktop program and reports later choices to it, so that title bars, menus and dialogs match.
 * Resolves when they have been taken.
 */
export async function shareAppearance(desktop: Pick<DesktopClient, 'appearance' | 'setAppearance'>): Promise<void> {
  const preferences = usePreferences()
  // Without an answer the window keeps its own.
  const chosen = await desktop.appearance().catch(() => null)
  if (chosen) Object.assign(preferences, chosen)
  watch(
    () => ({ theme: preferences.theme, language: preferences.language }),
    (appearance) => void desktop.setAppearance(appearance).catch(() => undefined),
    { immediate: true },
  )
}
