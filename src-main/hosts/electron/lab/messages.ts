import type { Sentence } from '#shared/sentences/sentence.ts'

/** What the shell tells the lab's process: to pause what trains and end. */
export type ToLab = 'close'

/**
 * What the lab's process tells the shell. After 'fault' it ends: trying again at once would end the same way. After
 * 'replaced' it ends as well, to be started again at once: another database is in the place of the one that it had.
 */
export type FromLab = { kind: 'ready' } | { kind: 'replaced' } | { kind: 'fault'; said: Sentence }
