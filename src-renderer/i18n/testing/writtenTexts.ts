import ts from 'typescript'

/** A text in the code, with interpolations as `{…}`. */
export interface WrittenText {
  readonly file: string
  readonly text: string
}

const hangul = /[\uac00-\ud7a3]/
export const isKorean = (text: string): boolean => hangul.test(text)

/** The code of the program, without its tests, by path relative to this file. */
const sources = import.meta.glob<string>(
  ['../../../src-*/**/*.{ts,vue}', '!../../../src-*/**/*.test.ts', '!../../../src-*/**/testing/**'],
  { query: '?raw', import: 'default', eager: true },
)

/** Every source file that contains Korean; its texts are in every language. */
export function filesWithKorean(): readonly { readonly file: string; readonly code: string }[] {
  return Object.entries(sources)
    .map(([file, code]) => ({ file, code }))
    .filter(({ code }) => isKorean(code))
}

/** The strings and templates of a TypeScript file. */
export function writtenTexts(file: string, code: string): WrittenText[] {
  const found: WrittenText[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    if (ts.isStringLiteralLike(node)) found.push({ file, text: node.text })
    if (ts.isTemplateExpression(node))
      found.push({ file, text: [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('{…}') })
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true))
  return found
}
