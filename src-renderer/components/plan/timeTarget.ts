/**
 * The next moment at which the clock shows `time` (HH:MM), in milliseconds since 1970; undefined if it is not a valid
 * time.
 */
export function nextMoment(time: string, now: number): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(time) ?? []
  if (Number(hours) > 23 || Number(minutes) > 59 || hours === undefined) return undefined
  const moment = new Date(now)
  moment.setHours(Number(hours), Number(minutes), 0, 0)
  if (moment.getTime() <= now) moment.setDate(moment.getDate() + 1)
  return moment.getTime()
}
