import { readYaml } from './readYaml.ts'

/**
 * What a JSON or YAML text holds, or the list of what its lines hold where each of several is a JSON object, as commands print
 * them. Throws YamlError.
 */
export function readObjects(text: string): unknown {
  return jsonLines(text) ?? readYaml(text)
}

/** Undefined: the text is none. */
function jsonLines(text: string): unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2 || !lines.every((line) => line.startsWith('{'))) return undefined
  try {
    return lines.map((line) => JSON.parse(line) as unknown)
  } catch {
    return undefined
  }
}
