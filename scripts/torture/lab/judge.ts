import { createLab } from '#main/testing/openLab.ts'
import { LabError } from '#main/store/labError.ts'
import { Broken, must } from '../family.ts'
import { answersOf, reportedDamage, refusal, type Answers } from './answers.ts'
import { clientOf, stillOptions } from './client.ts'
import { contentsOf, lostOf, only } from './files.ts'

/**
 * refused: the lab did not open and said why; told: it opened and reported damage; equal: it answers as if nothing had
 * happened.
 */
export type Verdict = 'refused' | 'told' | 'equal'

/**
 * Opens a damaged lab, read-only with `evenDamaged`. Throws Broken unless it reports damage or every answer equals that
 * of a healthy lab (one of `healthy`), without an unexpected error, and every weights file is still somewhere in its
 * folder.
 */
export async function judgeDamaged(
  folder: string,
  healthy: readonly Answers[],
  { evenDamaged = true } = {},
): Promise<Verdict> {
  const before = contentsOf(folder)
  const verdict = await openAndAsk(folder, healthy, evenDamaged)
  const after = contentsOf(folder)
  const lost = lostOf(only(before, /^weights\/[^/]+$/), after)
  must(lost.length === 0, `${lost.length} files of weights are gone (${verdict})`)
  if (verdict !== 'equal') {
    const changed = lostOf(only(before, /^lab\.sqlite$/), after)
    must(changed.length === 0, `the database was written over (${verdict})`)
  }
  return verdict
}

async function openAndAsk(folder: string, healthy: readonly Answers[], evenDamaged: boolean): Promise<Verdict> {
  let lab
  try {
    lab = await createLab({ ...stillOptions(folder), evenDamaged })
  } catch (error) {
    if (error instanceof LabError && error.code !== 'internal') return 'refused'
    throw error
  }
  try {
    const client = clientOf(lab)
    const answers = await answersOf(client)
    requireExpected(answers)
    if ((await reportedDamage(client)) !== null) return 'told'
    const differences = healthy.map((known) => difference(known, answers))
    if (differences.includes(undefined)) return 'equal'
    // Background checks count as well: they report moments later.
    await client.system.checkStorage().catch(() => undefined)
    if ((await reportedDamage(client)) !== null) return 'told'
    throw new Broken(`opened without a word, but ${differences[0]!}`)
  } finally {
    await lab.close()
  }
}

function requireExpected(answers: Answers): void {
  for (const [question, answer] of answers)
    must(!answer.startsWith(`${refusal}internal`), `"${question}" ends unexpectedly: ${answer.slice(0, 200)}`)
}

/** How answers differ; undefined if they do not. */
export function difference(known: Answers, found: Answers): string | undefined {
  for (const [question, answer] of known) {
    const other = found.get(question)
    if (other === undefined) return `nothing answers to "${question}" any more`
    if (other !== answer) return `"${question}" has another answer${place(answer, other)}`
  }
  return found.size > known.size ? 'there is something new in it' : undefined
}

function place(known: string, found: string): string {
  let at = 0
  while (known[at] === found[at]) at++
  const from = Math.max(0, at - 30)
  return `: …${known.slice(from, at + 30)}… became …${found.slice(from, at + 30)}…`
}
