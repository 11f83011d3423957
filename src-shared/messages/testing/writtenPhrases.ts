/// <reference types="vite/types/importMeta.d.ts" />
import ts from 'typescript'
import type { Language } from '../language.ts'

const sources: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: import.meta.glob<string>('../en/**/*.ts', { query: '?raw', import: 'default', eager: true }),
  ko: import.meta.glob<string>('../ko/**/*.ts', { query: '?raw', import: 'default', eager: true }),
}

/**
 * The source of each entry in a language's tables, by place, e.g. `home.ts steps.space`: a quoted phrase, or the name
 * of a word.
 */
export function writtenPhrases(language: Language): Map<string, string> {
  const found = new Map<string, string>()
  for (const [path, code] of Object.entries(sources[language])) {
    const file = path.replace(/^\.\.\/\w+\//, '')
    const visit = (node: ts.Node, place: string): void => {
      if (ts.isPropertyAssignment(node)) {
        const inner = `${place}.${node.name.getText()}`
        if (ts.isObjectLiteralExpression(node.initializer)) visit(node.initializer, inner)
        else
          found.set(
            `${file} ${inner.slice(1)}`,
            ts.isStringLiteralLike(node.initializer)
              ? JSON.stringify(node.initializer.text)
              : node.initializer.getText(),
          )
      } else ts.forEachChild(node, (child) => visit(child, place))
    }
    visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true), '')
  }
  return found
}
