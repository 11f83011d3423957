import { droppedMessage } from '#shared/contract/portMessage.ts'

/** The paths in a message of the desktop application; empty for any other message. */
export function droppedPaths(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== droppedMessage) return []
  const paths = 'paths' in data && Array.isArray(data.paths) ? (data.paths as unknown[]) : []
  return paths.filter((path) => typeof path === 'string')
}

/** Whether a file describes a study or networks, or contains a study. */
export const isStudyFile = (name: string): boolean => /\.(regbench|ya?ml|jsonl?)$/i.test(name)

/** An item of a drop, as far as a browser exposes it. */
type DroppedItem = Pick<DataTransferItem, 'webkitGetAsEntry'>

/** The name of the first folder of a drop; a browser does not reveal its path. Undefined if there are only files. */
export function droppedFolder(items: Iterable<DroppedItem> | ArrayLike<DroppedItem>): string | undefined {
  return Array.from(items, (item) => item.webkitGetAsEntry()).find((entry) => entry?.isDirectory)?.name
}
