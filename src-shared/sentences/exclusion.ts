import { isSentence, sentence, type Sentence } from './sentence.ts'

/** The reason for which the lab itself excludes runs, as stored: a sentence, so that it is said in each reader's language. */
export const storedExclusion = (reason: Sentence): string => JSON.stringify(reason)

/** How versions before sentences stored that a run was trained beyond the end of its population. */
const beyondEndBefore = 'Trained beyond the end of its population, which was decided.'

/** A stored reason for an exclusion: the lab's own sentence, or the words of whoever excluded the run. */
export function exclusionReason(stored: string): Sentence | string {
  if (stored === beyondEndBefore) return sentence('beyondEnd')
  if (!stored.startsWith('{')) return stored
  try {
    const parsed: unknown = JSON.parse(stored)
    return isSentence(parsed) ? parsed : stored
  } catch {
    // Words that happen to begin with a brace.
    return stored
  }
}

/** A stored reason in words; `say` says a sentence in the reader's language. */
export function exclusionText(stored: string, say: (reason: Sentence) => string): string {
  const reason = exclusionReason(stored)
  return typeof reason === 'string' ? reason : say(reason)
}

/** Whether a stored reason is that the run was dropped early, by a population that drops its worst. */
export function isDropped(stored: string | null | undefined): boolean {
  const reason = stored ? exclusionReason(stored) : ''
  return typeof reason !== 'string' && reason.key === 'droppedAfter'
}
