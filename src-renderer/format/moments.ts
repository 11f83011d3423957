/** The hour and minute of a time, in the user's way. */
export function clockText(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** Day and time of a moment, in the user's way; today's without the day. */
export function momentText(at: number, language: string, now = Date.now()): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(at)
  return sameDay ? clockText(at, language) : `${day}, ${clockText(at, language)}`
}

/** A moment to the second with its day and year: what tells two apart that are close or long ago. */
export function exactMomentText(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }).format(at)
}
