/**
 * The Latin letter of a key, small: the one that it writes or, where the layout writes another script (Cyrillic, Greek,
 * Hebrew, Hangul), the one at its place on a Latin keyboard, as the system's own shortcuts go. Undefined for all other
 * keys. Capitals, of Shift or Caps Lock, are the same letter.
 */
export function letterOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  const isOtherScript = /^\p{L}\p{M}*$/u.test(key) && !/^\p{Script=Latin}/u.test(key)
  return isOtherScript ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() : undefined
}

/** The letter that is pressed with Ctrl (on a Mac, Command) alone or with Shift; AltGr, which Windows tells as Ctrl and Alt, writes. */
export function shortcutOf(event: KeyboardEvent): string | undefined {
  return (event.ctrlKey || event.metaKey) && !event.altKey ? letterOf(event) : undefined
}
