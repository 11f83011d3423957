import fc from 'fast-check'
import { expect, it } from 'vitest'
import { figureWords } from './figureWords.ts'
import { latexTable, latexText } from './latexTable.ts'

it.each([
  ['AnyNetX_A', String.raw`AnyNetX\textsubscript{A}`],
  ['e_fit, w_fitted', String.raw`e\textsubscript{fit}, w\_fitted`],
  ['50 % & more', String.raw`50 \% \& more`],
  ['w₀ ≤ −3', String.raw`w$_0$ $\leq$ $-$3`],
  [String.raw`\x{~^}`, String.raw`\textbackslash{}x\{\textasciitilde{}\textasciicircum{}\}`],
])('%j is written %j', (text, expected) => expect(latexText(text)).toBe(expected))

it('leaves no special character that LaTeX would act on', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('ab&%$#_{}~^\\ ')) }), (text) => {
      const rest = latexText(text).replace(
        /\\(?:textbackslash\{\}|textasciitilde\{\}|textasciicircum\{\}|textsubscript\{\w+\}|[&%$#_{}])/g,
        '',
      )
      expect(rest).not.toMatch(/[&%$#_{}~^\\]/)
    }),
  )
})

it('a table has the rules of booktabs, numbers on the right and as many cells in every row', () => {
  const table = {
    columns: [{ id: 'population' }, { id: 'flops', as: 'count' }, { id: 'errorPercent', as: { digits: 1 } }] as const,
    rows: [
      ['AnyNetX_A', 348_688, 6.45],
      ['R & D', null, 12],
    ],
  }
  const text = latexTable(table, 'Errors in %', 'best', figureWords.en)
  expect(text).toContain(String.raw`\begin{tabular}{lrr}`)
  expect(text).toContain(String.raw`AnyNetX\textsubscript{A} & 349 k & 6.5 \\`)
  expect(text).toContain(String.raw`R \& D & -- & 12.0 \\`)
  for (const rule of ['toprule', 'midrule', 'bottomrule']) expect(text.split(`\\${rule}`)).toHaveLength(2)
})
