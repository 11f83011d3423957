import { droppedMessage } from '#shared/contract/portMessage.ts'

/** The places that a message of the desktop application names; empty: it is another message. */
export function droppedPaths(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== droppedMessage) return []
  const paths = 'paths' in data && Array.isArray(data.paths) ? (data.paths as unknown[]) : []
  return paths.filter((path) => typeof path === 'string')
}

/** Whether a file describes a study or holds one. */
export const isStudyFile = (name: string): boolean => /\.(regbench|ya?ml|json)$/i.test(name)
