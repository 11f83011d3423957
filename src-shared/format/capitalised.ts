/**
 * The phrase with its first letter in upper case, for a phrase that stands alone. A symbol with an index, or that is compared
 * with a value, stays as it is: wₘ, b < 1.
 */
export const capitalised = (phrase: string): string =>
  phrase.replace(/^\p{Lowercase_Letter}(?![\u2080-\u209c]| [<=>≤≥])/u, (letter) => letter.toLocaleUpperCase())
