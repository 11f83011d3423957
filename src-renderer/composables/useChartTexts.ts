import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ChartTexts } from '#shared/charts/chartTexts.ts'
import { charts } from '#renderer/i18n/messages/charts.ts'

/** What charts write by themselves, in the window's language. */
export function useChartTexts(): ComputedRef<ChartTexts> {
  const { locale } = useI18n({ useScope: 'global' })
  return computed(() => (locale.value === 'ko' ? charts.ko : charts.en).drawing)
}
