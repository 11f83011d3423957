/** A tree of texts. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree
}

/** The same keys with other texts. */
type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }

/** The texts of one area in every language; a key that one language lacks is a type error. */
export function defineMessages<const T extends MessageTree>(texts: {
  readonly en: T
  readonly ko: SameKeys<T>
}): {
  readonly en: T
  readonly ko: SameKeys<T>
} {
  return texts
}
