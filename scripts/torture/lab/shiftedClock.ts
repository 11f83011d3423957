/**
 * Preloaded into a program to falsify its clock by TORTURE_CLOCK: milliseconds to add, or the time at which it stands
 * still.
 */
const { Date: RealDate } = globalThis
const [kind, value] = (process.env['TORTURE_CLOCK'] ?? 'shift:0').split(':') as [string, string]
const began = RealDate.now()

function wrongNow(): number {
  const now = RealDate.now()
  if (kind === 'stopped') return Number(value)
  // Jumps back and forth by that much every tenth of a second.
  if (kind === 'jumps') return now + (Math.floor((now - began) / 100) % 2 === 0 ? 0 : Number(value))
  return now + Number(value)
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, words: unknown[]) =>
    (words.length === 0 ? new target(wrongNow()) : Reflect.construct(target, words)) as object,
  apply: () => new RealDate(wrongNow()).toString(),
  get: (target, key) => (key === 'now' ? wrongNow : (Reflect.get(target, key) as unknown)),
})
