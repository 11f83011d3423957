import { droppedMessage } from '#shared/contract/portMessage.ts'

/** The places that a message of the desktop application names; empty: it is another message. */
export function droppedPaths(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== droppedMessage) return []
  const paths = 'paths' in data && Array.isArray(data.paths) ? (data.paths as unknown[]) : []
  return paths.filter((path) => typeof path === 'string')
}

/** Whether a file describes a study or networks, or holds a study. */
export const isStudyFile = (name: string): boolean => /\.(regbench|ya?ml|jsonl?)$/i.test(name)

/** What a drop can hold, as a browser shows it. */
type DroppedItem = Pick<DataTransferItem, 'webkitGetAsEntry'>

/** The name of the first folder of a drop; a browser does not tell where it lies. Undefined: there are only files. */
export function droppedFolder(items: Iterable<DroppedItem> | ArrayLike<DroppedItem>): string | undefined {
  return Array.from(items, (item) => item.webkitGetAsEntry()).find((entry) => entry?.isDirectory)?.name
}
