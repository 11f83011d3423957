import { setTimeout as delay } from 'node:timers/promises'
import type { LabHealth } from '#shared/contract/system.ts'
import { verbatim, messageOf, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { JobRunner } from '#main/jobs/jobRunner.ts'
import { backUp, backUpNow, backupFile, isBackupDue, listBackups } from '#main/store/safety/backups.ts'
import { meansDamage } from '#main/store/safety/damage.ts'
import { lastEventId } from '#main/store/tables/events.ts'
import { LabError } from '#main/store/labError.ts'
import type { Store } from '#main/store/store.ts'
import { asLabError, codeOf } from '#main/store/safety/storageErrors.ts'

interface HealthOptions {
  store: Store
  jobs: JobRunner
  now: () => number
  /** Stops everything that writes. */
  stop: () => Promise<void>
  /** Called when damage is found while the lab is open. */
  onDamage: (error: LabError) => void
  /** Called after the lab was closed and its database replaced. */
  onReplaced: () => void
}

const hourMs = 60 * 60 * 1000
/** Time allowed for an answer to be sent before its connection ends. */
const answerMs = 200

/** Monitors a lab's stored data: detects damage, makes and restores backups. */
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

  /** Checks what the start left for the background, and makes backups from now on. */
  begin(): void {
    const { store } = this.#options
    if (store.damage !== null) return
    // Rejects if the lab closes first; the next start checks again.
    if (!store.isChecked) void this.check().catch(() => undefined)
    // A full disk is reported elsewhere; the next hour tries again.
    const look = () => void this.#backUpIfDue().catch(() => undefined)
    look()
    this.#timer = setInterval(look, hourMs).unref()
  }

  /** Resolves when a running backup is done; starts no more. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    // Its failure is reported to the caller that requested it.
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

  /** Problems of the database, after checking every page and row in the background. */
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
        return problems.map(verbatim)
      })
      .finally(() => (this.#checking = undefined))
    return this.#checking
  }

  /** Marks the lab as damaged. `canRestore`: false if its folder itself is gone. */
  fail(damage: Sentence, { canRestore = true } = {}): void {
    const { store, onDamage } = this.#options
    if (store.damage !== null) return
    this.#isWatched = canRestore
    store.fail(damage)
    onDamage(new LabError('damaged', damage))
  }

  /** The error to report for an error of the lab: damage that it reveals or that caused it. */
  explain(error: unknown): unknown {
    const { store } = this.#options
    const known = asLabError(error, store.folder)
    if (meansDamage(error)) {
      this.fail(messageOf(known))
      return new LabError('damaged', store.damage!, { cause: error })
    }
    if (store.damage !== null && codeOf(error)?.startsWith('SQLITE_') === true)
      return new LabError('damaged', sentence('labReadOnly', { said: store.damage }), { cause: error })
    return known
  }

  /** Like explain, for unexpected errors, which damaged values may have caused: checks the whole database. */
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

  /** Throws LabError 'damaged' if writing is not allowed. */
  requireSound(): void {
    const { damage } = this.#options.store
    if (damage !== null) throw new LabError('damaged', sentence('labReadOnly', { said: damage }))
  }

  /**
   * Replaces the database with a backup or, for null, with its readable part; the lab is closed for that. Returns the
   * folder that keeps the previous files; null if there were none.
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
