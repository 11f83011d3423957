/**
 * The names that this program gives to what it writes, by the folder that they lie in. Nothing under another name is
 * its own: it is neither removed nor believed to be what a database says of it.
 */

/** A file that is not whole yet: its name, the id of the process that writes it, and a UUID. See openAtomicWriter. */
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const aside = String.raw`(\.\d+\.${uuid}|\.part)?`
/** What a trainer writes into the folder of one attempt. */
const ofAttempt = String.raw`(checkpoint-\d+-\d+|weights)\.safetensors${aside}`
const attempt = String.raw`runs/\d+/attempt-\d+`
/** Folders of pilots and of imports under way end in what mkdtemp appends. */
const pilot = String.raw`pilot-[A-Za-z0-9]{6}`
const importing = String.raw`import-[A-Za-z0-9]{6}`

/** What the names of folders begin with in which readable copies of damaged databases are made; see mkdtemp. */
export const salvagePrefix = 'regbench-salvage-'
const salvageFolder = `${salvagePrefix}[A-Za-z0-9]{6}`
/** What the names of folders begin with in which runs of no lab are trained; see temporaryFolder. */
export const trialPrefix = 'regbench-trial-'
const trialFolder = `${trialPrefix}[A-Za-z0-9]{6}`

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`)

/** No path at all. */
const none = whole('(?!)')

interface Owned {
  files: RegExp
  folders: RegExp
}

/** Paths relative to the folder of their kind, with `/`. */
export const owned = {
  /** The folder of a lab. */
  lab: {
    files: whole(
      [
        String.raw`weights/run-\d+\.safetensors${aside}`,
        `${attempt}/${ofAttempt}`,
        `${pilot}/${ofAttempt}`,
        String.raw`${importing}/(study\.sqlite(-wal|-shm|-journal)?|run-\d+\.safetensors${aside})`,
        String.raw`lab\.pid|room\.part|\.writable`,
        String.raw`browser\.json(\.new|${aside})`,
        String.raw`lab\.sqlite\.before-\d+${aside}`,
        String.raw`backups/lab-\d{4}-\d\d-\d\dT\d{6}(-\d+)?\.sqlite${aside}(-wal|-shm|-journal)?`,
        String.raw`lab\.sqlite${aside.slice(0, -1)}`,
        // A folder of a study.
        String.raw`(study\.json|report\.html|runs\.csv|best\.onnx)${aside}`,
      ].join('|'),
    ),
    folders: whole(String.raw`runs/\d+|${attempt}|${pilot}|${importing}`),
  },
  /** The folder of decoded images. */
  cache: {
    files: whole(String.raw`[0-9a-f]{32}\.(json|records)${aside}`),
    folders: none,
  },
  /** The folder of a lab, for what is never removed: its database, which is moved aside when another takes its place. */
  database: { files: whole(String.raw`lab\.sqlite(-wal|-shm)?`), folders: none },
  /** The system's folder for temporary files. */
  temporary: {
    files: whole(String.raw`${salvageFolder}/(damaged-)?lab\.sqlite(-wal|-shm|-journal)?|${trialFolder}/${ofAttempt}`),
    folders: whole(`${salvageFolder}|${trialFolder}`),
  },
  /** Any folder, for the files in it that this process has not made whole yet; see openAtomicWriter. */
  aside: { files: whole(String.raw`[^/]+\.${process.pid}\.${uuid}`), folders: none },
} as const satisfies Record<string, Owned>

export type OwnedKind = keyof typeof owned

/** Whether `path`, relative to a folder of `kind`, is one that the program gives to a file of its own. */
export const isOwnedFile = (kind: OwnedKind, path: string): boolean => owned[kind].files.test(path)
/** The same of a folder. */
export const isOwnedFolder = (kind: OwnedKind, path: string): boolean => owned[kind].folders.test(path)
