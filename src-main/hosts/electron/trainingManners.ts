import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { RunCounts } from '#shared/contract/scope.ts'
import type { LabClient } from './labClient.ts'
import type { Texts } from './texts.ts'

export interface MannersOptions {
  texts: () => Texts
  /** Windows whose entry in the taskbar shows progress. */
  windows: () => readonly BrowserWindow[]
  /** A notification was clicked. */
  show: (hash: string) => void
}

const closed = ({ finished, diverged, failed, cancelled }: RunCounts) => finished + diverged + failed + cancelled
const open = ({ queued, running }: RunCounts) => queued + running

/** Whether networks are being trained. */
export const isTraining = ({ active }: QueueStatus): boolean => active.length > 0

/**
 * What the system is told of training: progress in the taskbar, no sleep while networks train and only then, and a
 * notification when a population ends.
 */
export class TrainingManners {
  readonly #options: MannersOptions
  #blocker: number | undefined
  /** Runs that were over when training began. */
  #closedBefore: number | undefined
  readonly #underWay = new Set<number>()

  constructor(options: MannersOptions) {
    this.#options = options
  }

  /** Takes in what the queue does now. `lab` is asked about populations that may have ended. */
  async follow(status: QueueStatus, lab: LabClient): Promise<void> {
    this.#keepAwake(isTraining(status))
    this.#showProgress(status)
    await this.#announceEnded(status, lab)
  }

  /** There is no lab: nothing trains. */
  rest(): void {
    this.#keepAwake(false)
    this.#setProgress(-1)
    this.#closedBefore = undefined
  }

  #keepAwake(wanted: boolean): void {
    if (wanted) this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (this.#blocker !== undefined) {
      powerSaveBlocker.stop(this.#blocker)
      this.#blocker = undefined
    }
  }

  #showProgress(status: QueueStatus): void {
    if (!isTraining(status)) {
      this.#closedBefore = undefined
      this.#setProgress(-1)
      return
    }
    this.#closedBefore ??= closed(status.runs)
    const done = closed(status.runs) - this.#closedBefore
    const begun = status.active.reduce((sum, { epochsDone, epochs }) => sum + epochsDone / epochs, 0)
    this.#setProgress((done + begun) / (done + open(status.runs)))
  }

  /** A share of the taskbar's entry; -1: none. */
  #setProgress(share: number): void {
    for (const window of this.#options.windows()) window.setProgressBar(share)
  }

  async #announceEnded({ active, waiting }: QueueStatus, lab: LabClient): Promise<void> {
    const now = new Set(active.map(({ populationId }) => populationId))
    const known = new Set([...now, ...waiting.map(({ populationId }) => populationId)])
    for (const id of this.#underWay) {
      if (known.has(id)) continue
      this.#underWay.delete(id)
      const population = await lab.populations.get({ id })
      // Paused and interrupted runs are not over, and those behind the listed ones only wait.
      if (closed(population.runs) === population.count) this.#announce(population)
    }
    for (const id of now) this.#underWay.add(id)
  }

  #announce({ studyId, name, runs, count }: PopulationSummary): void {
    if (!Notification.isSupported()) return
    const { texts, show } = this.#options
    const notification = new Notification({
      title: texts().populationDone(name),
      body: texts().populationDoneText(runs.finished, count),
    })
    notification.on('click', () => show(`#/study/${studyId}/population`))
    notification.show()
  }
}
