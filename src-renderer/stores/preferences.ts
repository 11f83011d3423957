import { useMediaQuery } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { themes, type Theme } from '#shared/contract/appearance.ts'
import { languages, type Language } from '#shared/messages/language.ts'
import { useText } from '#renderer/i18n/texts.ts'

const key = 'regbench.preferences'
interface Stored {
  theme: Theme
  language: Language
}

/** The stored preferences; the defaults are the system's language and theme. */
function storedPreferences(): Stored {
  const read = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Stored>
  const { language = navigator.language.startsWith('ko') ? 'ko' : 'en', theme = 'system' } = read
  return { language: language in languages ? language : 'en', theme: themes.includes(theme) ? theme : 'system' }
}

/** Theme and language of this window, kept in its localStorage. */
export const usePreferences = defineStore('preferences', () => {
  const stored = storedPreferences()
  const theme = ref(stored.theme)
  const { language } = useText()
  language.value = stored.language
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)')
  // A forced background is the system's, whatever theme was chosen; paper is white.
  const isForced = useMediaQuery('(forced-colors: active)')
  const isPrinted = useMediaQuery('print')
  const isDark = computed(() => {
    if (isPrinted.value) return false
    return isForced.value || theme.value === 'system' ? systemIsDark.value : theme.value === 'dark'
  })

  watch(
    [theme, language, isDark],
    () => {
      document.documentElement.dataset['theme'] = isDark.value ? 'dark' : 'light'
      document.documentElement.lang = language.value
      localStorage.setItem(key, JSON.stringify({ theme: theme.value, language: language.value } satisfies Stored))
    },
    // Synchronously, so that it takes effect before the page is printed.
    { immediate: true, flush: 'sync' },
  )

  return { theme, language, isDark }
})
