import { powerSaveBlocker, type BrowserWindow } from 'electron'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { RunCounts } from '#shared/contract/scope.ts'
import type { LabClient } from '../labs/labClient.ts'
import type { Notice } from './notices.ts'
import { QueueWatch, type QueueNews } from './queueNews.ts'
import type { Texts } from '../texts/texts.ts'

export interface PowerAndTaskbarOptions {
  texts: () => Texts
  /** Windows whose taskbar button shows progress. */
  windows: () => readonly BrowserWindow[]
  /** Notifies the user while no window is focused. */
  tell: (notice: Notice) => void
}

const closed = ({ finished, diverged, failed, cancelled }: RunCounts) => finished + diverged + failed + cancelled
const open = ({ queued, running }: RunCounts) => queued + running

/** Whether networks are being trained. */
export const isTraining = ({ active }: QueueStatus): boolean => active.length > 0

/**
 * Reports training to the system: progress in the taskbar, no sleep while networks train, and at most one notification
 * per update: of a stopped queue, failed networks, or finished populations and queues.
 */
export class PowerAndTaskbar {
  readonly #options: PowerAndTaskbarOptions
  #blocker: number | undefined
  /** Number of runs already over when training started. */
  #closedBefore: number | undefined
  readonly #underWay = new Set<number>()
  readonly #watch = new QueueWatch()
  /** The study trained last, which a notification refers to. */
  #study: number | undefined

  constructor(options: PowerAndTaskbarOptions) {
    this.#options = options
  }

  /** Updates the state of the queue. Asks `lab` about populations that may be done. */
  async follow(status: QueueStatus, lab: LabClient): Promise<void> {
    this.#keepAwake(isTraining(status))
    this.#showProgress(status)
    this.#study = status.active[0]?.studyId ?? this.#study
    const news = this.#watch.look(status)
    const ended = await this.#endedPopulations(status, lab)
    // News that needs the user's attention is sent alone.
    if (ended.length > 0 && (!news || news.kind === 'done')) this.#tellEnded(ended, news)
    else if (news) this.#tellNews(news)
  }

  /** Called when there is no lab, so nothing trains. */
  rest(): void {
    this.#keepAwake(false)
    this.#setProgress(-1)
    this.#closedBefore = undefined
    this.#watch.rest()
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

  /** Sets the taskbar progress, from 0 to 1; -1: none. */
  #setProgress(share: number): void {
    for (const window of this.#options.windows()) window.setProgressBar(share)
  }

  /** Populations all of whose networks have ended since the last update. */
  async #endedPopulations({ active, waiting }: QueueStatus, lab: LabClient): Promise<PopulationSummary[]> {
    const now = new Set(active.map(({ populationId }) => populationId))
    const known = new Set([...now, ...waiting.map(({ populationId }) => populationId)])
    const gone = [...this.#underWay].filter((id) => !known.has(id))
    for (const id of gone) this.#underWay.delete(id)
    for (const id of now) this.#underWay.add(id)
    const populations = await Promise.all(gone.map((id) => lab.populations.get({ id })))
    // Paused and interrupted runs are not over, and runs beyond the listed ones are only waiting.
    return populations.filter(({ runs, count }) => closed(runs) === count)
  }

  #tellEnded(ended: readonly PopulationSummary[], news: QueueNews | undefined): void {
    const texts = this.#options.texts()
    const [{ studyId, name, runs, count }] = ended as [PopulationSummary]
    const title =
      ended.length === 1
        ? texts.t('desktop.populationDone', { name })
        : texts.t('desktop.populationsDone', { count: ended.length })
    const ofOne =
      ended.length === 1 ? [texts.t('desktop.populationDoneText', { finished: runs.finished, of: count })] : []
    const ofQueue = news?.kind === 'done' ? [texts.t('desktop.queueDone'), queueDoneText(news, texts)] : []
    this.#options.tell({ title, body: [...ofOne, ...ofQueue].join('\n'), hash: `#/study/${studyId}/population` })
  }

  #tellNews(news: QueueNews): void {
    const texts = this.#options.texts()
    const hash = this.#study === undefined ? '#/' : `#/study/${this.#study}/monitor`
    this.#options.tell({ ...newsText(news, texts), hash })
  }
}

const queueDoneText = ({ finished, diverged, failed }: Extract<QueueNews, { kind: 'done' }>, { t }: Texts): string =>
  t('desktop.queueDoneText', { finished, diverged, failed })

function newsText(news: QueueNews, texts: Texts): { title: string; body: string } {
  if (news.kind === 'stopped') return { title: texts.t('desktop.queueStopped'), body: texts.said(news.reason) }
  if (news.kind === 'failed')
    return {
      title: texts.t('desktop.networksFailed', { count: news.count }),
      body: texts.t('desktop.networksFailedText'),
    }
  return { title: texts.t('desktop.queueDone'), body: queueDoneText(news, texts) }
}
