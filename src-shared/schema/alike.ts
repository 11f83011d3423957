/** A text in Unicode's composed form, in which texts that look alike are equal: macOS takes names apart. */
export const composed = (text: string): string => text.normalize('NFC')

/** A text as it is searched: whatever its case and its Unicode form. */
export const searched = (text: string): string => composed(text).toLowerCase()

/** Whether a text contains what was typed, whatever the case and the Unicode form of either. */
export const containsTyped = (text: string, typed: string): boolean => searched(text).includes(searched(typed))
