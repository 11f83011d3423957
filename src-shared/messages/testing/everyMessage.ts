/// <reference types="vite/types/importMeta.d.ts" />
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import type { Language } from '../language.ts'
import type { MessageTree } from '../messageTypes.ts'

/** A message with its key: `home.steps.space`. */
export interface Message {
  readonly key: string
  readonly text: string
}

type Module = Readonly<Record<string, MessageTree>>
const modules: Readonly<Record<Language, Readonly<Record<string, Module>>>> = {
  en: import.meta.glob<Module>('../en/*.ts', { eager: true }),
  ko: import.meta.glob<Module>('../ko/*.ts', { eager: true }),
}

/** A language's areas, by the name of their file. */
export function areasOf(language: Language): Readonly<Record<string, MessageTree>> {
  const named = Object.entries(modules[language]).flatMap(([path, exported]) => {
    const area = /(\w+)\.ts$/.exec(path)![1]!
    return area === 'words' ? [] : [[area, exported[area]!]]
  })
  return Object.fromEntries(named) as Record<string, MessageTree>
}

/** Every message of the program in a language. */
export const everyMessage = (language: Language): Message[] => flat(areasOf(language), '')

function flat(tree: MessageTree, prefix: string): Message[] {
  return Object.entries(tree).flatMap(([name, entry]) =>
    typeof entry === 'string' ? [{ key: `${prefix}${name}`, text: entry }] : flat(entry, `${prefix}${name}.`),
  )
}

/** An argument as read by the ICU parser, with the forms it selects from: ["one", "other"]. */
export interface Argument {
  readonly name: string
  readonly kind: 'plain' | 'plural' | 'select'
  readonly forms: readonly string[]
}

/** The arguments of a text, including those nested in forms. Throws SyntaxError if the text is not an ICU message. */
export function parsedArguments(text: string): Argument[] {
  const visit = (element: MessageFormatElement): Argument[] => {
    if (element.type === TYPE.argument) return [{ name: element.value, kind: 'plain', forms: [] }]
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return []
    const kind = element.type === TYPE.plural ? 'plural' : 'select'
    const within = Object.values(element.options).flatMap(({ value }) => value.flatMap(visit))
    return [{ name: element.value, kind, forms: Object.keys(element.options) }, ...within]
  }
  return parse(text, { ignoreTag: true }).flatMap(visit)
}

/** Name and kind of the arguments as the type ArgumentsOf reads them: a runtime version of its rules. */
export function typedArguments(text: string): string[] {
  const found = new Set<string>()
  let rest = text
  let isAmongOptions = false
  for (;;) {
    const at = rest.search(/[{}]/)
    if (at < 0) return [...found].sort()
    const opens = rest[at] === '{'
    rest = rest.slice(at + 1)
    if (!opens || isAmongOptions) isAmongOptions = !isAmongOptions
    else {
      const head = rest.slice(0, rest.indexOf('}'))
      const [, name, kind] = /^(.*?), (.*?), /s.exec(head) ?? []
      found.add(name === undefined ? `${head}: plain` : `${name}: ${kind}`)
      isAmongOptions = name !== undefined
      rest = rest.slice(name === undefined ? head.length + 1 : `${name}, ${kind}, `.length)
    }
  }
}
