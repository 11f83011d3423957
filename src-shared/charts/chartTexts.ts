import { charts } from '#shared/messages/en/charts.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'

/** Every text that charts write by themselves; `{…}` is filled in. */
export type ChartTexts = SameKeys<typeof englishTexts>

/** The texts of charts in English, which a chart has where none are given. */
export const englishTexts = charts.drawing

/** The text with each `{name}` replaced by its value. */
export function filled(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
