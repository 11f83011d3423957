import { readYaml } from './readYaml.ts'

/**
 * The content of a JSON or YAML text, or a list if each of several lines is a JSON object, as commands print them.
 * Throws YamlError.
 */
export function readObjects(text: string): unknown {
  return jsonLines(text) ?? readYaml(text)
}

/** The objects of JSON lines; undefined if the text is not JSON lines. */
function jsonLines(text: string): unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2 || !lines.every((line) => line.startsWith('{'))) return undefined
  try {
    return lines.map((line) => JSON.parse(line) as unknown)
  } catch {
    return undefined
  }
}
