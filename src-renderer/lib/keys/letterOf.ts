/**
 * The Latin letter of a key, in lower case: the one it writes or, if the layout writes another script (Cyrillic, Greek,
 * Hebrew, Hangul), the one at its place on a Latin keyboard, as the system's own shortcuts work. Undefined for all
 * other keys. Shift and Caps Lock make no difference.
 */
export function letterOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  const isOtherScript = /^\p{L}\p{M}*$/u.test(key) && !/^\p{Script=Latin}/u.test(key)
  return isOtherScript ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() : undefined
}

/**
 * The letter pressed with Ctrl (Command on a Mac), with or without Shift. AltGr, which Windows reports as Ctrl and Alt,
 * writes a character instead.
 */
export function shortcutOf(event: KeyboardEvent): string | undefined {
  return (event.ctrlKey || event.metaKey) && !event.altKey ? letterOf(event) : undefined
}
