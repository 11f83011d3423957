/** `text` in Unicode NFC, so that texts that look equal compare equal. macOS decomposes file names. */
export const composed = (text: string): string => text.normalize('NFC')

/** `text` normalised for searching: NFC and lower case. */
export const searched = (text: string): string => composed(text).toLowerCase()

/** Whether `text` contains `typed`, ignoring case and Unicode form. */
export const containsTyped = (text: string, typed: string): boolean => searched(text).includes(searched(typed))
