import type { StudyPlan } from '#shared/contract/studies.ts'

/** What makes errors of two plans incomparable. Ids of texts: population.differences. */
const comparedParts = ['dataset', 'imageSize', 'flops', 'recipe', 'provider'] as const

/** In what two plans differ so that their populations are not to be compared. */
export function planDifferences(plan: StudyPlan, other: StudyPlan): (typeof comparedParts)[number][] {
  return comparedParts.filter((part) => canonical(plan[part]) !== canonical(other[part]))
}

/** The value as text, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
