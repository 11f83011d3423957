const ending = /\.(zip|tar|tgz|tar\.gz)$/i

/** The extension of a readable archive, with its dot; undefined if the name has none of them. */
export const archiveEnding = (path: string): string | undefined => ending.exec(path)?.[0]
