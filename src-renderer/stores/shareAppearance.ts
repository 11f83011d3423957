import { watch } from 'vue'
import type { DesktopClient } from '#renderer/lab/desktop.ts'
import { usePreferences } from './preferences.ts'

/**
 * Theme and language belong to the computer: a window of a lab that was never open here has those chosen in another. Takes
 * them over from the desktop program, and tells it from then on what is chosen, so that title bars, menus and dialogs have
 * the same. Resolves when they are taken over.
 */
export async function shareAppearance(desktop: Pick<DesktopClient, 'appearance' | 'setAppearance'>): Promise<void> {
  const preferences = usePreferences()
  // Without an answer the window has its own.
  const chosen = await desktop.appearance().catch(() => null)
  if (chosen) Object.assign(preferences, chosen)
  watch(
    () => ({ theme: preferences.theme, language: preferences.language }),
    (appearance) => void desktop.setAppearance(appearance).catch(() => undefined),
    { immediate: true },
  )
}
