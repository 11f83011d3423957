import { composed } from '#shared/schema/alike.ts'
import { freeName } from '#shared/schema/freeName.ts'
import { limits } from '#shared/schema/limits.ts'

/** A space id: letters and digits of any script, with dots, dashes and underscores in between. */
export const spaceIdPattern = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u

const spelled: Readonly<Record<string, string>> = { '≥': 'ge', '≤': 'le', '>': 'gt', '<': 'lt', '=': 'eq' }

/**
 * The id of a new space, derived once from its name to keep study files readable; never shown and never parsed.
 * Comparison signs are spelled out and subscripts become plain digits; a number is appended if the id is in `taken`.
 */
export function newSpaceId(name: string, taken: readonly string[]): string {
  const legible = name
    .replace(/[≥≤><=]/g, (sign) => ` ${spelled[sign]!} `)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+|-+$/gu, '')
    .slice(0, limits.name - longestNumber)
    .replace(/[\ud800-\udbff]$/, '')
  return freeName(
    legible || 'space',
    (id) => taken.includes(id),
    (id, number) => `${id}-${number}`,
  )
}

const longestNumber = '-1000000'.length

/** Whether two names read the same: equal up to surrounding blanks and Unicode form. */
export const isSameName = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (name: string) => composed(name.trim())

/** The space with this name, or undefined. */
export const spaceNamed = <T extends { readonly definition: { readonly name: string } }>(
  name: string,
  spaces: readonly T[],
): T | undefined => spaces.find(({ definition }) => isSameName(definition.name, name))
