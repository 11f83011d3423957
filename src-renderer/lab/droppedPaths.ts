import { droppedMessage } from '#shared/contract/portMessage.ts'

/** The paths in a message of the desktop application; empty for any other message. */
export function droppedPaths(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== droppedMessage) return []
  const paths = 'paths' in data && Array.isArray(data.paths) ? (data.paths as unknown[]) : []
  return paths.filter((path) => typeof path === 'string')
}

/** What is dropped from outside the window. */
export interface Dropped {
  /** The first file that is not a folder. */
  readonly file: File | undefined
  /** The name of the first folder, whose path a browser does not reveal. */
  readonly folder: string | undefined
}

/** An item of a drop, as far as a browser exposes it. */
type DroppedItem = Pick<DataTransferItem, 'kind' | 'webkitGetAsEntry' | 'getAsFile'>

/** The first file and the first folder among the items of a drop. */
export function droppedFrom(items: Iterable<DroppedItem> | ArrayLike<DroppedItem>): Dropped {
  const files = Array.from(items).filter(({ kind }) => kind === 'file')
  const folderOf = (item: DroppedItem) => {
    const entry = item.webkitGetAsEntry()
    return entry?.isDirectory ? entry.name : undefined
  }
  const folders = files.map(folderOf)
  return {
    file: files.find((_, i) => folders[i] === undefined)?.getAsFile() ?? undefined,
    folder: folders.find((name) => name !== undefined),
  }
}
