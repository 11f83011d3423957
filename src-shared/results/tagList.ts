/** Tags in one cell: separated by semicolons, or as a JSON list if a tag itself has one. */
export const tagsText = (tags: readonly string[]): string =>
  tags.some((tag) => tag.includes(';') || tag.startsWith('[')) ? JSON.stringify(tags) : tags.join('; ')

/** The tags of such a cell. */
export function readTags(text: string): string[] {
  const listed = text.trimStart().startsWith('[') ? jsonList(text) : undefined
  return (
    listed ??
    text
      .split(';')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '')
  )
}

function jsonList(text: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) && list.every((tag) => typeof tag === 'string') ? list : undefined
  } catch {
    return undefined
  }
}
