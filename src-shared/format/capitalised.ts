/** The phrase with its first letter in upper case, for a phrase that stands alone. */
export const capitalised = (phrase: string): string =>
  phrase.replace(/^\p{Lowercase_Letter}/u, (letter) => letter.toLocaleUpperCase())
