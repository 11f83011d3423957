import type { Language } from './language.ts'
import { formatMessage, type MessageValues } from './messageFormat.ts'
import type { Messages } from './messages.ts'
import type { KeysOf, MessageTree, SameKeys, TextAt, ValuesArgument } from './messageTypes.ts'

/** An area of the program's texts. */
export type Area = keyof Messages
/** The message keys of some areas: `home.steps.space`. */
export type MessageKey<Areas extends Area = Area> = KeysOf<Pick<Messages, Areas>>

/** Formats a message of these areas with the values that its text requires; a wrong key or value is a type error. */
export type Translate<Areas extends Area = Area> = <Key extends MessageKey<Areas>>(
  key: Key,
  ...values: ValuesArgument<TextAt<Messages, Key>>
) => string

/** The messages of these areas in one language. */
export type Tables<Areas extends Area> = { readonly [Name in Areas]: SameKeys<Messages[Name]> }

/** The text under a dotted key; undefined if there is none. */
export function textAt(tree: MessageTree, key: string): string | undefined {
  const found = key
    .split('.')
    .reduce<string | MessageTree | undefined>((at, name) => (typeof at === 'object' ? at[name] : undefined), tree)
  return typeof found === 'string' ? found : undefined
}

/**
 * The translation into a language by its tables. A key without a text, which the types rule out, is returned as it is.
 */
export function translation<Areas extends Area>(language: Language, tables: Tables<Areas>): Translate<Areas> {
  const texts = new Map<string, string>()
  const say = (key: string, values?: MessageValues): string => {
    const text = texts.get(key) ?? textAt(tables, key) ?? key
    texts.set(key, text)
    return formatMessage(text, language, values)
  }
  return say
}
