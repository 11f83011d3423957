import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, type SkippedFile } from '../dataset.ts'
import type { FileTree } from './fileTree.ts'

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

/** What becomes of files that cannot be used. */
export interface LeavingOut {
  /** They are left out and named, or the data set is refused. */
  onCorrupt: 'skip' | 'refuse'
  skipped: SkippedFile[]
  /** Those for which it is to be refused; see requireUsable. */
  refused: SkippedFile[]
}

/** Leaves a file of the tree out for a reason, or has the data set refused for it. */
export function leaveOut({ onCorrupt, skipped, refused }: LeavingOut, file: string, reason: Sentence): void {
  ;(onCorrupt === 'refuse' ? refused : skipped).push({ file, reason })
}

/** So many files are named where a data set is refused for more. */
const mostNamed = 5

/** Throws a DatasetError that counts and names the files for which a data set is refused. */
export function requireUsable(tree: FileTree, refused: readonly SkippedFile[]): void {
  const [first, ...others] = refused
  if (!first) return
  if (others.length === 0)
    throw new DatasetError(sentence('imageUndecodable', { file: tree.at(first.file), said: first.reason }))
  const named = refused.slice(0, mostNamed).map(({ file, reason: said }) => sentence('fileFault', { file, said }))
  const more = refused.length - named.length
  const files = more > 0 ? [...named, sentence('filesMore', { count: more })] : named
  throw new DatasetError(sentence('imagesUndecodable', { count: refused.length, folder: tree.path, files }))
}
