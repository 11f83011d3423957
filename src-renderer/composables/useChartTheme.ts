import { computed, type ComputedRef } from 'vue'
import { darkTheme, lightTheme, type ChartTheme } from '#shared/charts/chartTheme.ts'
import { usePreferences } from '#renderer/stores/preferences.ts'

/** The chart theme that matches the window's theme. */
export function useChartTheme(): ComputedRef<ChartTheme> {
  const preferences = usePreferences()
  return computed(() => ({ ...(preferences.isDark ? darkTheme : lightTheme), subscripts: true }))
}
