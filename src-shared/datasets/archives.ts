const ending = /\.(zip|tar|tgz|tar\.gz)$/i

/** How the name of an archive that a data set can be read from ends, with its dot; undefined: it is none by its name. */
export const archiveEnding = (path: string): string | undefined => ending.exec(path)?.[0]
