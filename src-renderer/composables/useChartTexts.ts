import { computed, type ComputedRef } from 'vue'
import type { ChartTexts } from '#shared/charts/chartTexts.ts'
import { charts as english } from '#shared/messages/en/charts.ts'
import { charts as korean } from '#shared/messages/ko/charts.ts'
import { useText } from '#renderer/i18n/texts.ts'

/** The texts that charts produce themselves, in the window's language. */
export function useChartTexts(): ComputedRef<ChartTexts> {
  const { language } = useText()
  return computed(() => (language.value === 'ko' ? korean : english).drawing)
}
