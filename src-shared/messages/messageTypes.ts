/** A tree of messages: ICU MessageFormat texts under their keys. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree
}

/** The same keys with texts in another language. */
export type SameKeys<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : SameKeys<Tree[Key]>
}

/** The keys of a tree's messages: `steps.space`. */
export type KeysOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${KeysOf<Tree[Key]>}`
}[keyof Tree & string]

/** The text under a key of a tree; the texts, if `Key` is a union. */
export type TextAt<Tree, Key extends string> = Key extends keyof Tree
  ? Tree[Key]
  : Key extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Tree
      ? TextAt<Tree[Head], Rest>
      : never
    : never

/** The arguments of an ICU text, each as [name, kind]; a union over the texts of a union. */
export type ArgumentsOf<Text> = Text extends `${infer Plain}` ? InText<Plain, never> : never

/*
 * An opening or closing brace in text starts an argument or ends a submessage; among options it starts a submessage or
 * ends the argument. The two alternate, so parsing needs no stack. Quoted braces are not supported (a test forbids
 * them).
 */
type InText<Text extends string, Found> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${string}`
    ? AfterClosing<Text, Found>
    : InArgument<After, Found>
  : AfterClosing<Text, Found>
type AfterClosing<Text extends string, Found> = Text extends `${string}}${infer Rest}` ? InOptions<Rest, Found> : Found
type InArgument<Text extends string, Found> = Text extends `${infer Head}}${infer Rest}`
  ? Head extends `${infer Name}, ${infer Kind}, ${string}`
    ? Text extends `${Name}, ${Kind}, ${infer Options}`
      ? InOptions<Options, Found | [Name, Kind]>
      : never
    : InText<Rest, Found | [Head, 'plain']>
  : never
type InOptions<Text extends string, Found> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${string}`
    ? Text extends `${string}}${infer Rest}`
      ? InText<Rest, Found>
      : never
    : InText<After, Found>
  : Text extends `${string}}${infer Rest}`
    ? InText<Rest, Found>
    : Found

/** The type of an argument's value: a number for a plural, the options of a select, otherwise a string or number. */
type ValueOf<Argument, Name> = [Extract<Argument, [Name, 'plural' | 'selectordinal']>] extends [never]
  ? [Extract<Argument, [Name, 'select']>] extends [never]
    ? string | number
    : string | boolean
  : number

/** The values that a text requires. */
export type ValuesOf<Text> = ValuesByName<ArgumentsOf<Text>>
type ValuesByName<Argument> = {
  readonly [Name in Argument extends [infer Each extends string, unknown] ? Each : never]: ValueOf<Argument, Name>
}

/** The values of a text as rest parameters of a call: none if it requires none. */
export type ValuesArgument<Text> = [ArgumentsOf<Text>] extends [never] ? [] : [values: ValuesOf<Text>]
