import type { EqualSpaces, Saving, WrongVerdicts } from './simulate.ts'
import type { TriedKind, WrongOfTried } from './tried.ts'

const kinds: Readonly<Record<EqualSpaces['kind'], string>> = {
  oneByOne: 'against a complete population',
  together: 'both grow',
  later: 'against one that may have ended early',
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

function shapesOf({ newer, older, lead }: EqualSpaces): string {
  const shapes = newer === older ? newer : `${newer}, ${older}`
  return lead === undefined ? shapes : `${shapes}, ${lead} σ ahead of the one before`
}

/** The tables of docs/method.md, in Markdown. */
export function stoppingTables(found: readonly WrongVerdicts[], saved: readonly Saving[]): string {
  const [{ studies }] = found as [WrongVerdicts]
  const wrong = table(
    ['comparison', 'errors', 'planned', 'wrong verdicts', 'if each look were at 95 %'],
    found.map(({ spaces, ...one }) => [
      ...[kinds[spaces.kind], shapesOf(spaces), spaces.planned],
      ...[`**${one.wrong.toFixed(1)} %**`, `${one.uncorrected.toFixed(1)} %`],
    ]),
  )
  const saving = table(
    ['planned', 'P(new beats old)', 'networks trained', 'decided', 'decided by all of them'],
    saved.map(({ planned, chance, ...one }) => [
      ...[planned, chance, one.trained.toFixed(0)],
      ...[`${one.decided.toFixed(0)} %`, `${one.decidedInFull.toFixed(0)} %`],
    ]),
  )
  return `Wrong verdicts on spaces of which neither beats the other, in ${studies} simulated studies each:\n\n${wrong}\n\nWhat an early end saves, of normal errors:\n\n${saving}\n`
}

const triedKinds: Readonly<Record<TriedKind, string>> = {
  siblings: 'all refine one space',
  onTheBest: 'half refine the best of the others',
  chain: 'each refines the one before',
  besideBetter: 'beside one that is 2 σ better',
}

/** The table of docs/method.md on studies that try many constraints, in Markdown. */
export function triedTable(found: readonly WrongOfTried[]): string {
  const [{ studies }] = found as [WrongOfTried]
  const rows = found.map(({ study: { kind, shape, planned, count, endsWhenDecided }, corrected, alone }) => [
    ...[endsWhenDecided ? `${triedKinds[kind]}, may end early` : triedKinds[kind], shape, planned, count],
    ...[`**${corrected.toFixed(1)} %**`, `${alone.toFixed(1)} %`],
  ])
  const head = ['constraints', 'errors', 'planned', 'tried', 'studies with a wrong verdict', 'if each is taken alone']
  return `Studies that try constraints of which none changes the errors, ${studies} simulated of each:\n\n${table(head, rows)}\n`
}
