/** What a listener of Electron's is given first. */
export interface StandinEvent extends Record<string, unknown> {
  defaultPrevented: boolean
  preventDefault(): void
}

export function newEvent(about: Record<string, unknown> = {}): StandinEvent {
  const event: StandinEvent = {
    ...about,
    defaultPrevented: false,
    preventDefault: () => void (event.defaultPrevented = true),
  }
  return event
}
