/** A name that every file system takes, `ending` without its dot: letters of any script, digits and few signs. */
export function fileName(name: string, ending: string): string {
  const plain = name.replace(/\s*[^\p{L}\p{N} ._-]+\s*/gu, ' - ')
  return `${
    plain
      .replace(/^[ .-]+/, '')
      .slice(0, 100)
      .replace(/[ .-]+$/, '') || 'file'
  }.${ending}`
}
