/**
 * The names of the files this program writes, by the folder they lie in. Anything under another name is not the
 * program's: it is neither removed nor trusted as what a database says about it.
 */

/** An incomplete file: its name, the id of the writing process, and a UUID. See openAtomicWriter. */
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const tempSuffix = String.raw`(\.\d+\.${uuid}|\.part)?`
/** Files that a trainer writes into the folder of one attempt. */
const ofAttempt = String.raw`(checkpoint-\d+-\d+|weights)\.safetensors${tempSuffix}`
const attempt = String.raw`runs/\d+/attempt-\d+`
/** Folders of pilots and of running imports end in mkdtemp's suffix. */
const pilot = String.raw`pilot-[A-Za-z0-9]{6}`
const importing = String.raw`import-[A-Za-z0-9]{6}`

/** Prefix of folders for readable copies of damaged databases; see mkdtemp. */
export const salvagePrefix = 'regbench-salvage-'
const salvageFolder = `${salvagePrefix}[A-Za-z0-9]{6}`
/** Prefix of folders for runs trained outside a lab; see temporaryFolder. */
export const trialPrefix = 'regbench-trial-'
const trialFolder = `${trialPrefix}[A-Za-z0-9]{6}`

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`)

/** Matches no path. */
const none = whole('(?!)')

interface Owned {
  files: RegExp
  folders: RegExp
}

/** Patterns of paths relative to the folder of their kind, separated by `/`. */
export const owned = {
  /** The folder of a lab. */
  lab: {
    files: whole(
      [
        String.raw`weights/run-\d+\.safetensors${tempSuffix}`,
        `${attempt}/${ofAttempt}`,
        `${pilot}/${ofAttempt}`,
        String.raw`${importing}/(study\.sqlite(-wal|-shm|-journal)?|run-\d+\.safetensors${tempSuffix})`,
        String.raw`lab\.pid|room\.part|\.writable`,
        String.raw`browser\.json(\.new|${tempSuffix})`,
        String.raw`lab\.sqlite\.before-\d+${tempSuffix}`,
        String.raw`backups/lab-\d{4}-\d\d-\d\dT\d{6}(-\d+)?\.sqlite${tempSuffix}(-wal|-shm|-journal)?`,
        String.raw`lab\.sqlite${tempSuffix.slice(0, -1)}`,
        // Files in a study's folder.
        String.raw`(study\.json|report\.html|runs\.csv|best\.onnx)${tempSuffix}`,
      ].join('|'),
    ),
    folders: whole(String.raw`runs/\d+|${attempt}|${pilot}|${importing}`),
  },
  /** The folder of decoded images. */
  cache: {
    files: whole(String.raw`[0-9a-f]{32}\.(json|records)${tempSuffix}`),
    folders: none,
  },
  /**
   * The folder of a lab, for files that are never removed: the database, which is moved aside when another replaces it.
   */
  database: { files: whole(String.raw`lab\.sqlite(-wal|-shm)?`), folders: none },
  /** The system's temporary folder. */
  temporary: {
    files: whole(String.raw`${salvageFolder}/(damaged-)?lab\.sqlite(-wal|-shm|-journal)?|${trialFolder}/${ofAttempt}`),
    folders: whole(`${salvageFolder}|${trialFolder}`),
  },
  /** Any folder, for files that this process has not completed yet; see openAtomicWriter. */
  aside: { files: whole(String.raw`[^/]+\.${process.pid}\.${uuid}`), folders: none },
} as const satisfies Record<string, Owned>

export type OwnedKind = keyof typeof owned

/** Whether `path`, relative to a folder of `kind`, is a name of the program's files. */
export const isOwnedFile = (kind: OwnedKind, path: string): boolean => owned[kind].files.test(path)
/** Whether `path`, relative to a folder of `kind`, is a name of the program's folders. */
export const isOwnedFolder = (kind: OwnedKind, path: string): boolean => owned[kind].folders.test(path)
