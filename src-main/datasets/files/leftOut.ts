import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { DatasetError, type SkippedFile } from '../dataset.ts'
import type { FileTree } from './fileTree.ts'

/** Files skipped for the same reason. */
export interface LeftOutGroup {
  reason: Sentence
  files: string[]
}

/** Skipped files grouped by reason, largest group first. */
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

/** Maximum number of reasons in one message. */
const mostReasons = 3

/** For each reason, how many files were skipped, with the first of them. */
export const leftOutGroups = (skipped: readonly SkippedFile[]): Sentence[] =>
  byReason(skipped)
    .slice(0, mostReasons)
    .map(({ reason, files }) => sentence('leftOut', { reason, count: files.length, file: files[0]! }))

/** How unusable files are handled. */
export interface LeavingOut {
  /** Whether to skip and report them, or to refuse the data set. */
  onCorrupt: 'skip' | 'refuse'
  skipped: SkippedFile[]
  /** Files for which the data set is refused; see requireUsable. */
  refused: SkippedFile[]
}

/** Records an unusable file as skipped or refused. */
export function leaveOut({ onCorrupt, skipped, refused }: LeavingOut, file: string, reason: Sentence): void {
  ;(onCorrupt === 'refuse' ? refused : skipped).push({ file, reason })
}

/** Maximum number of files named when a data set is refused. */
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
