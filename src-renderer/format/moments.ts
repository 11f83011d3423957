function clockText(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

const isSameDay = (one: number, other: number): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString()

/** Hour and minute of a moment, in the user's way, with its day where that is not today and its year where that is another. */
export function momentText(at: number, language: string, now = Date.now()): string {
  const clock = clockText(at, language)
  if (isSameDay(at, now)) return clock
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  const year = isThisYear ? undefined : 'numeric'
  return `${new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year }).format(at)}, ${clock}`
}

/** Both ends of a span as momentText writes them, the second without a day where that is the first one's. */
export function spanEnds(from: number, to: number, language: string, now = Date.now()): [from: string, to: string] {
  return [
    momentText(from, language, now),
    isSameDay(from, to) ? clockText(to, language) : momentText(to, language, now),
  ]
}

/** A moment to the second with its day and year: what tells two apart that are close or long ago. */
export function exactMomentText(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }).format(at)
}
