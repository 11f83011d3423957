/** Extension of a whole study with its runs. */
export const bundleEnding = 'regbench'
/** Extensions of files that describe a new study. */
export const descriptionEndings: readonly string[] = ['yaml', 'yml']
/** Extensions of files that a window looks into: results made elsewhere, networks, ONNX models, or a study. */
export const lookedIntoEndings: readonly string[] = ['json', 'jsonl', 'csv', 'tsv', 'log', 'onnx']

/** Extensions of the files that the bench opens. */
export const openedEndings: readonly string[] = [bundleEnding, ...descriptionEndings, ...lookedIntoEndings]

/** The extension of a file name in lower case, without its dot; empty if it has none. */
export const endingOf = (name: string): string => /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** Whether the bench opens files of this name. */
export const isOpened = (name: string): boolean => openedEndings.includes(endingOf(name))
