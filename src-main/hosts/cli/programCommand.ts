/**
 * What is typed into a shell to run the program with these words: npm in the project, and in an installed program the
 * command that was typed, which its wrapper (resources/command) names.
 */
export function programCommand(words: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  const program = env['REGBENCH_COMMAND']
  return [program === undefined ? 'npm run -s regbench --' : quoted(program), ...words.map(quoted)].join(' ')
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./\\-]+$/.test(word) && (process.platform === 'win32' || !word.includes('\\'))) return word
  return process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", `'\\''`)}'`
}
