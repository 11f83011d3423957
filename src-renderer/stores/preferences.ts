import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { languages, type Language } from '#renderer/i18n/i18n.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'regbench.preferences'
interface Stored {
  theme: Theme
  language: Language
}

/** What was set before; the system's language and theme where nothing was. */
export function storedPreferences(): Stored {
  const read = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Stored>
  const { language = navigator.language.startsWith('ko') ? 'ko' : 'en', theme = 'system' } = read
  return { language: language in languages ? language : 'en', theme: themes.includes(theme) ? theme : 'system' }
}

/** What concerns this window alone: theme and language. */
export const usePreferences = defineStore('preferences', () => {
  const stored = storedPreferences()
  const theme = ref(stored.theme)
  const language = ref(stored.language)
  const systemDark = matchMedia('(prefers-color-scheme: dark)')
  const systemIsDark = ref(systemDark.matches)
  systemDark.addEventListener('change', ({ matches }) => (systemIsDark.value = matches))
  const isDark = computed(() => (theme.value === 'system' ? systemIsDark.value : theme.value === 'dark'))

  watch(
    [theme, language, isDark],
    () => {
      document.documentElement.dataset['theme'] = isDark.value ? 'dark' : 'light'
      document.documentElement.lang = language.value
      localStorage.setItem(key, JSON.stringify({ theme: theme.value, language: language.value } satisfies Stored))
    },
    { immediate: true },
  )

  return { theme, language, isDark }
})
