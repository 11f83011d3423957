/** The first argument of Electron's listeners. */
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
