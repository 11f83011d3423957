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
 * A brace in a text begins an argument or ends a submessage; a brace among options begins a submessage or ends the
 * argument. The two alternate, so that reading needs no stack. Quoted braces are not understood (a test forbids them).
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

/** The value that an argument takes: a number that chooses a plural, what a select tells apart, or what is written. */
type ValueOf<Argument, Name> = [Extract<Argument, [Name, 'plural' | 'selectordinal']>] extends [never]
  ? [Extract<Argument, [Name, 'select']>] extends [never]
    ? string | number
    : string | boolean
  : number

/** The values that a text asks for. */
export type ValuesOf<Text> = ValuesByName<ArgumentsOf<Text>>
type ValuesByName<Argument> = {
  readonly [Name in Argument extends [infer Each extends string, unknown] ? Each : never]: ValueOf<Argument, Name>
}

/** The values of a text as the rest of a call: nothing where it asks for none. */
export type ValuesArgument<Text> = [ArgumentsOf<Text>] extends [never] ? [] : [values: ValuesOf<Text>]
