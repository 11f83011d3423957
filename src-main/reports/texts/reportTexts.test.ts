import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** The parameters, by index, that a phrase uses: those named in its body, fully or in part. */
function valuesSaid(said: ts.ArrowFunction): string[] {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text)
    ts.forEachChild(node, visit)
  }
  visit(said.body)
  const isSaid = (name: ts.BindingName): boolean =>
    ts.isIdentifier(name)
      ? names.has(name.text)
      : name.elements.some((element) => ts.isBindingElement(element) && isSaid(element.name))
  return said.parameters.flatMap(({ name }, at) => (isSaid(name) ? [String(at)] : []))
}

/** The phrases with values in the table that `file` exports, by key: `verdict.mean`. */
function phrases(file: string): Map<string, string[]> {
  const code = readFileSync(join(import.meta.dirname, file), 'utf8')
  const found = new Map<string, string[]>()
  const visit = (node: ts.Node, path: string): void => {
    if (ts.isPropertyAssignment(node)) {
      const key = `${path}${node.name.getText()}`
      if (ts.isArrowFunction(node.initializer)) found.set(key, valuesSaid(node.initializer))
      else visit(node.initializer, `${key}.`)
    } else ts.forEachChild(node, (child) => visit(child, path))
  }
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true)
  const tables = source.statements.filter(
    (statement) => ts.isVariableStatement(statement) && statement.modifiers !== undefined,
  )
  for (const table of tables) visit(table, '')
  return found
}

describe('phrases of reports', () => {
  const [english, korean] = [phrases('english.ts'), phrases('korean.ts')]

  it('are found', () => {
    expect(english.size).toBeGreaterThan(60)
    expect(english.get('verdict.mean')).toEqual(['0', '1', '2', '3', '4'])
  })
  it('use the same values in both languages', () => {
    expect(Object.fromEntries(korean)).toEqual(Object.fromEntries(english))
  })
})
