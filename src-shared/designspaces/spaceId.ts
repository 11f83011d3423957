import { composed } from '#shared/schema/alike.ts'
import { freeName } from '#shared/schema/freeName.ts'
import { limits } from '#shared/schema/limits.ts'

/** What the id of a space is made of: letters and digits of any script, and between them dot, dash and underscore. */
export const spaceIdPattern = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u

const spelled: Readonly<Record<string, string>> = { '≥': 'ge', '≤': 'le', '>': 'gt', '<': 'lt', '=': 'eq' }

/**
 * The id of a new space: made once of its name, so that files of studies can be read, and never shown nor read back.
 * Signs are spelled, lowered digits raised; where `taken` has it, a number follows.
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

/** Whether two names are the same to a reader: without blanks around them, in any Unicode form. */
export const isSameName = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (name: string) => composed(name.trim())

/** The one of `spaces` that has a name. */
export const spaceNamed = <T extends { readonly definition: { readonly name: string } }>(
  name: string,
  spaces: readonly T[],
): T | undefined => spaces.find(({ definition }) => isSameName(definition.name, name))
