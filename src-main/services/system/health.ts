import { setTimeout as delay } from 'node:timers/promises'
import type { LabHealth } from '#shared/contract/system.ts'
import { asWritten, saidBy, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { JobRunner } from '#main/jobs/jobRunner.ts'
import { backUp, backUpNow, backupFile, isBackupDue, listBackups } from '#main/store/safety/backups.ts'
import { meansDamage } from '#main/store/safety/damage.ts'
import { lastEventId } from '#main/store/tables/events.ts'
import { LabError } from '#main/store/labError.ts'
import type { Store } from '#main/store/store.ts'
import { asLabError, codeOf } from '#main/store/safety/storageTrouble.ts'

interface HealthOptions {
  store: Store
  jobs: JobRunner
  now: () => number
  /** Stops all that writes. */
  stop: () => Promise<void>
  /** Called when damage is found while the lab is open. */
  onDamage: (error: LabError) => void
  /** Called when the lab is closed and another database is in its place. */
  onReplaced: () => void
}

const hourMs = 60 * 60 * 1000
/** What an answer takes to leave before its connection ends. */
const answerMs = 200

/** Watches over what a lab has stored: finds damage, makes backups, puts them back. */
export class Health {
  readonly #options: HealthOptions
  #checking: Promise<readonly Sentence[]> | undefined
  #backingUp: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  readonly #openedAt: number
  #isWatched = true

  constructor(options: HealthOptions) {
    this.#options = options
    this.#openedAt = options.now()
  }

  /** Looks at what the start left to the background, and makes backups from now on. */
  begin(): void {
    const { store } = this.#options
    if (store.damage !== null) return
    // Ends without an answer where the lab is closed before it, and is done again at the next start.
    if (!store.isChecked) void this.check().catch(() => undefined)
    // A full disk says so elsewhere; the next hour tries again.
    const look = () => void this.#backUpIfDue().catch(() => undefined)
    look()
    this.#timer = setInterval(look, hourMs).unref()
  }

  /** Resolves when a backup under way is made; none is begun any more. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    // Whoever asked for it is told of its failure.
    await this.#backingUp?.catch(() => undefined)
  }

  get damage(): Sentence | null {
    return this.#options.store.damage
  }

  state(): LabHealth {
    const { store } = this.#options
    return {
      openedAt: this.#openedAt,
      damage: store.damage,
      canRestore: this.#isWatched,
      isChecked: store.isChecked,
      notices: store.notices,
      backups: this.#isWatched ? listBackups(store.folder) : [],
    }
  }

  /** What is wrong with the database, after a look at every page and row in the background. */
  async check(signal?: AbortSignal): Promise<readonly Sentence[]> {
    if (this.#checking) return this.#checking
    const { store, jobs } = this.#options
    if (store.damage !== null) return [store.damage]
    this.#checking = jobs
      .run('checkDatabase', { file: store.file }, { signal })
      .then((problems) => {
        store.isChecked = true
        if (problems.length > 0)
          this.fail(sentence('databaseDamaged', { file: store.file, said: problems.slice(0, 3).join(' ') }))
        return problems.map(asWritten)
      })
      .finally(() => (this.#checking = undefined))
    return this.#checking
  }

  /** Takes the lab for damaged from now on. `canRestore`: false where its folder itself is gone. */
  fail(damage: Sentence, { canRestore = true } = {}): void {
    const { store, onDamage } = this.#options
    if (store.damage !== null) return
    this.#isWatched = canRestore
    store.fail(damage)
    onDamage(new LabError('damaged', damage))
  }

  /** The error that an error of the lab's stands for: damage that it tells of, or that hinders it, is said. */
  explain(error: unknown): unknown {
    const { store } = this.#options
    const known = asLabError(error, store.folder)
    if (meansDamage(error)) {
      this.fail(saidBy(known))
      return new LabError('damaged', store.damage!, { cause: error })
    }
    if (store.damage !== null && codeOf(error)?.startsWith('SQLITE_') === true)
      return new LabError('damaged', sentence('labReadOnly', { said: store.damage }), { cause: error })
    return known
  }

  /** The same of an error that nobody foresaw, which damaged values may have caused: all of the database is looked at. */
  async explainUnforeseen(error: unknown): Promise<unknown> {
    const { store } = this.#options
    await this.check().catch(() => [])
    return store.damage === null ? error : new LabError('damaged', store.damage, { cause: error })
  }

  async backUp(): Promise<void> {
    const { store, now } = this.#options
    this.requireSound()
    this.#backingUp ??= backUp(store.db, store.folder, now()).finally(() => (this.#backingUp = undefined))
    await this.#backingUp
  }

  /** Throws LabError 'damaged' where nothing may be written. */
  requireSound(): void {
    const { damage } = this.#options.store
    if (damage !== null) throw new LabError('damaged', sentence('labReadOnly', { said: damage }))
  }

  /**
   * Puts a backup or, for null, what can be read, in the place of the database. The lab is closed then. The folder in which
   * is kept what was there; null: nothing was.
   */
  async restore(name: string | null): Promise<string | null> {
    const { store, now, stop, onReplaced } = this.#options
    if (!this.#isWatched) throw new LabError('damaged', store.damage!)
    const source = name === null ? null : backupFile(store.folder, name)
    if (source === undefined) throw new LabError('notFound', sentence('noBackup', { name: name! }))
    await this.end()
    await stop()
    if (store.damage === null) backUpNow(store.db, store.folder, now())
    const kept = store.replaceBy(source)
    void delay(answerMs).then(onReplaced)
    return kept
  }

  async #backUpIfDue(): Promise<void> {
    const { store, now } = this.#options
    if (store.damage !== null || lastEventId(store.db) === 0 || !isBackupDue(store.folder, now())) return
    await this.backUp()
  }
}
