import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** A declared class or interface of Electron. */
export interface DeclaredType {
  bases: string[]
  /** Types by name: a method's return type, a property's type. Several if it is overloaded. */
  methods: Map<string, string>
  properties: Map<string, string>
  staticMethods: Map<string, string>
  staticProperties: Map<string, string>
  events: Set<string>
}

export interface Declarations {
  types: Map<string, DeclaredType>
  /** What the main process may import: constants with the type of their value, and classes. */
  exports: Map<string, { kind: 'value' | 'statics' | 'class'; type: string }>
}

const file = join(dirname(createRequire(import.meta.url).resolve('electron/package.json')), 'electron.d.ts')
const listening = new Set(['on', 'once', 'off', 'addListener', 'removeListener'])

/** The contents of electron.d.ts. */
export function readDeclarations(): Declarations {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const electron = source.statements.filter(ts.isModuleDeclaration).find(({ name }) => name.text === 'Electron')!
  const found: Declarations = { types: new Map(), exports: new Map() }
  for (const statement of statementsOf(electron)) {
    if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) addType(found, statement)
    else if (ts.isModuleDeclaration(statement) && ['Main', 'Common'].includes(statement.name.text))
      for (const inner of statementsOf(statement)) addExport(found, inner)
  }
  return found
}

function statementsOf({ body }: ts.ModuleDeclaration): readonly ts.Statement[] {
  return body && ts.isModuleBlock(body) ? body.statements : []
}

function addType({ types }: Declarations, node: ts.InterfaceDeclaration | ts.ClassDeclaration): void {
  const type: DeclaredType = types.get(node.name!.text) ?? {
    ...{ bases: [], methods: new Map(), properties: new Map() },
    ...{ staticMethods: new Map(), staticProperties: new Map(), events: new Set() },
  }
  types.set(node.name!.text, type)
  for (const { types: bases } of node.heritageClauses ?? [])
    type.bases.push(...bases.map((base) => base.expression.getText().replace('Electron.', '')))
  for (const member of node.members) {
    const name = member.name?.getText()
    if (name === undefined) continue
    const isStatic =
      ts.canHaveModifiers(member) &&
      ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true
    if (ts.isMethodSignature(member) || ts.isMethodDeclaration(member)) {
      const event = member.parameters[0]?.type
      if (listening.has(name) && event && ts.isLiteralTypeNode(event) && ts.isStringLiteral(event.literal))
        type.events.add(event.literal.text)
      else addOnce(isStatic ? type.staticMethods : type.methods, name, member.type?.getText() ?? 'void')
    } else if (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member) || ts.isGetAccessor(member))
      addOnce(isStatic ? type.staticProperties : type.properties, name, member.type?.getText() ?? 'unknown')
  }
}

function addExport({ exports }: Declarations, node: ts.Statement): void {
  if (ts.isClassDeclaration(node)) exports.set(node.name!.text, { kind: 'class', type: node.name!.text })
  if (!ts.isVariableStatement(node)) return
  for (const { name, type } of node.declarationList.declarations) {
    const text = type!.getText()
    const kind = text.startsWith('typeof ') ? 'statics' : 'value'
    exports.set(name.getText(), { kind, type: text.replace('typeof ', '') })
  }
}

function addOnce(members: Map<string, string>, name: string, type: string): void {
  if (!members.has(name)) members.set(name, type)
}
