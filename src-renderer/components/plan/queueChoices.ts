/** A way to put networks into the queue. */
export interface QueueChoice {
  /** Key of its text. */
  readonly id: 'addToQueue' | 'addAndStart' | 'addToRunning'
  /** Whether to start the queue. */
  readonly start: boolean
  readonly isPrimary: boolean
}

/** The available choices, the default last: a running queue trains everything put into it. */
export function queueChoices(isRunning: boolean): readonly QueueChoice[] {
  if (isRunning) return [{ id: 'addToRunning', start: false, isPrimary: true }]
  return [
    { id: 'addToQueue', start: false, isPrimary: false },
    { id: 'addAndStart', start: true, isPrimary: true },
  ]
}
