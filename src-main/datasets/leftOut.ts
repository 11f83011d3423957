import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { SkippedFile } from './dataset.ts'

/** Files that are left out for one reason. */
export interface LeftOutGroup {
  reason: Sentence
  files: string[]
}

/** Files that are left out, by reason, those of the most files first. */
export function byReason(skipped: readonly SkippedFile[]): LeftOutGroup[] {
  const groups = new Map<string, LeftOutGroup>()
  for (const { file, reason } of skipped) {
    const key = JSON.stringify(reason)
    const group = groups.get(key)
    if (group) group.files.push(file)
    else groups.set(key, { reason, files: [file] })
  }
  return [...groups.values()].sort((a, b) => b.files.length - a.files.length)
}

/** Reasons told in one message. */
const mostReasons = 3

/** How many files are left out for which reason, with the first of each. */
export const leftOutGroups = (skipped: readonly SkippedFile[]): Sentence[] =>
  byReason(skipped)
    .slice(0, mostReasons)
    .map(({ reason, files }) => sentence('leftOut', { reason, count: files.length, file: files[0]! }))
