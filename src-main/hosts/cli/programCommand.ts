/** What is typed into a shell to run the program with these words. */
export function programCommand(words: readonly string[]): string {
  return `npm run -s regbench -- ${words.map(quoted).join(' ')}`
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)
