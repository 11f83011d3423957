import { expect, it } from 'vitest'
import { shortText } from '#shared/format/numbers.ts'
import { plan } from '#shared/messages/en/plan.ts'
import { translation } from '#shared/messages/translation.ts'
import type { RecipeLaw } from '#shared/training/recipeLaws.ts'
import { lawText } from './lawText.ts'

const t = translation<'plan'>('en', { plan })

it.each<[RecipeLaw, string]>([
  [{ law: 'uniform', low: 0.5, high: 0.95 }, '0.5 to 0.95, drawn for each network'],
  [{ law: 'logUniform', low: 1e-5, high: 1 }, '0.00001 to 1 on a logarithmic scale, drawn for each network'],
  [{ law: 'choice', values: [0, 0.1, 0.25] }, 'one of 0, 0.1, 0.25, drawn for each network'],
])('%j is said in words, with every digit of its numbers', (law, said) => {
  expect(lawText(law, t)).toBe(said)
  // A writer that takes the digits as well is given none.
  expect(lawText(law, t, shortText)).toBe(said)
})
