export type ZoomKey = 'in' | 'out' | 'whole'

const written: Readonly<Record<string, ZoomKey>> = { '+': 'in', '=': 'in', '-': 'out', '0': 'whole' }
const places: Readonly<Record<string, ZoomKey>> = { Equal: 'in', Minus: 'out', Digit0: 'whole' }

/**
 * The zoom command of a key pressed without Ctrl, Alt and Command: by the character it writes or, if that is not ASCII
 * (a letter, a digit of another script, an accent), by its place on a Latin keyboard. Undefined for all other keys.
 */
export function zoomKeyOf(event: KeyboardEvent): ZoomKey | undefined {
  const { key, code, ctrlKey, metaKey, altKey } = event
  if (ctrlKey || metaKey || altKey) return undefined
  const isSign = /^[!-~]$/.test(key)
  return isSign || key === 'Process' ? written[key] : places[code]
}
