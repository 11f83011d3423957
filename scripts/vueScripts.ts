import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parser as anyParser } from 'typescript-eslint'
import typescript from 'typescript'

const folder = join(import.meta.dirname, '../src-renderer')
type Parsed = ReturnType<typeof anyParser.parseForESLint>
const parser: { parseForESLint(code: string, options: object): Parsed } = anyParser
/** The scripts that lint handed over and that differ from what `scriptOf` reads, by path. */
const given = new Map<string, string>()
let program: typescript.Program | undefined

/**
 * Parses the script of a component with the types of the whole window. All components share one program, since a
 * language service would check everything anew for each of them.
 */
export const vueScripts = {
  meta: { name: 'vue-scripts', version: '1' },
  parseForESLint(code: string, options: { filePath: string }): Parsed {
    const { filePath } = options
    program ??= createProgram()
    if (program.getSourceFile(filePath)?.text !== code) {
      given.set(filePath, code)
      program = createProgram(program)
    }
    return parser.parseForESLint(code, { ...options, programs: [program], projectService: false })
  },
}

/** The program of the window in which a component is the text of its script; files of `former` that are unchanged stay. */
function createProgram(former?: typescript.Program): typescript.Program {
  // Those on disk, and those that an editor has not saved yet.
  const components = new Set([...typescript.sys.readDirectory(folder, ['.vue']), ...given.keys()])
  const { options, fileNames } = typescript.parseJsonConfigFileContent(
    typescript.readConfigFile(join(folder, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')).config,
    typescript.sys,
    folder,
    // A script without imports is a module as well; a name that ends in .vue is one of TypeScript.
    { moduleDetection: typescript.ModuleDetectionKind.Force, allowNonTsExtensions: true },
  )
  const host = typescript.createCompilerHost(options, true)
  const getSourceFile = host.getSourceFile.bind(host)
  host.getSourceFile = (path, version, ...rest) => {
    const kept = former?.getSourceFile(path)
    const text = path.endsWith('.vue') ? (given.get(path) ?? scriptOf(readFileSync(path, 'utf8'))) : undefined
    if (kept && (text === undefined || kept.text === text)) return kept
    if (text === undefined) return getSourceFile(path, version, ...rest)
    return typescript.createSourceFile(path, text, version, true, typescript.ScriptKind.TS)
  }
  return typescript.createProgram([...fileNames, ...components], options, host, former)
}

/** What stands inside the script element of a component; empty if it has none. */
const scriptOf = (component: string): string => /^<script[^>]*>(.*?)^<\/script>/ms.exec(component)?.[1] ?? ''
