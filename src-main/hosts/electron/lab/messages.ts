import type { Sentence } from '#shared/sentences/sentence.ts'

/** The shell's message to the lab's process: pause training and end. */
export type ToLab = 'close'

/**
 * Messages of the lab's process to the shell. After 'fault' it exits, and restarting at once would fail the same way.
 * After 'replaced', its database was replaced, so it exits to be restarted at once.
 */
export type FromLab = { kind: 'ready' } | { kind: 'replaced' } | { kind: 'fault'; said: Sentence }
