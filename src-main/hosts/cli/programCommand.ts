/**
 * The shell command that runs the program with these arguments: through npm in the project, or the command typed by the
 * user of an installed program, as reported by its wrapper (resources/command).
 */
export function programCommand(words: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  const program = env['REGBENCH_COMMAND']
  return [program === undefined ? 'npm run -s regbench --' : quoted(program), ...words.map(quoted)].join(' ')
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./\\-]+$/.test(word) && (process.platform === 'win32' || !word.includes('\\'))) return word
  return process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", `'\\''`)}'`
}
