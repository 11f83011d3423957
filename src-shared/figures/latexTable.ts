import { groupSpace, minusSign } from '#shared/format/numbers.ts'
import { cellText, columnTitles, isNumeric, saidTable, type FigureTable } from './figureTable.ts'
import type { FigureWords } from './figureWords.ts'

const special: Readonly<Record<string, string>> = {
  '\\': String.raw`\textbackslash{}`,
  '~': String.raw`\textasciitilde{}`,
  '^': String.raw`\textasciicircum{}`,
  [minusSign]: '$-$',
  '≤': String.raw`$\leq$`,
  '≥': String.raw`$\geq$`,
  '×': String.raw`$\times$`,
  '±': String.raw`$\pm$`,
  '–': '--',
  '₀': '$_0$',
  ₐ: '$_a$',
  ₘ: '$_m$',
  ᵢ: '$_i$',
  '₂': '$_2$',
  '₁': '$_1$',
  '\u00a0': '~',
  [groupSpace]: String.raw`\,`,
  '†': String.raw`\dag{}`,
}

/**
 * Plain text as LaTeX: every special character is escaped, symbols that fonts of LaTeX lack are set in mathematics, and
 * the letters after the underscore of AnyNetX_A and e_fit become subscripts.
 */
export function latexText(text: string): string {
  return text
    .split(/_(fit|[A-Za-z0-9]{1,2})(?![A-Za-z0-9_])/)
    .map((part, i) => (i % 2 === 1 ? String.raw`\textsubscript{${part}}` : escaped(part)))
    .join('')
}

const escaped = (text: string): string =>
  Array.from(text, (letter) => special[letter] ?? (/[&%$#_{}]/.test(letter) ? `\\${letter}` : letter)).join('')

/**
 * The table as a LaTeX table with the rules of booktabs, its caption and the label tab:`label`. Needs the package
 * booktabs, and one for Hangul if the words are Korean.
 */
export function latexTable(given: FigureTable, caption: string, label: string, words: FigureWords): string {
  const table = saidTable(given, words)
  const line = (cells: readonly string[]) => `    ${cells.map(latexText).join(' & ')} \\\\`
  const alignment = table.columns.map((column) => (isNumeric(column) ? 'r' : 'l')).join('')
  return [
    '% \\usepackage{booktabs}',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${latexText(caption)}}`,
    `  \\label{tab:${label}}`,
    `  \\begin{tabular}{${alignment}}`,
    '    \\toprule',
    line(columnTitles(table, words)),
    '    \\midrule',
    ...table.rows.map((row) => line(row.map((cell, i) => cellText(table.columns[i]!, cell)))),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n')
}
