/** How networks are put into the queue. */
export interface QueueChoice {
  /** Of its text. */
  readonly id: 'addToQueue' | 'addAndStart' | 'addToRunning'
  /** Whether the queue is started. */
  readonly start: boolean
  readonly isPrimary: boolean
}

/** What there is to choose: a queue that runs trains whatever is put into it. The last is the usual one. */
export function queueChoices(isRunning: boolean): readonly QueueChoice[] {
  if (isRunning) return [{ id: 'addToRunning', start: false, isPrimary: true }]
  return [
    { id: 'addToQueue', start: false, isPrimary: false },
    { id: 'addAndStart', start: true, isPrimary: true },
  ]
}
