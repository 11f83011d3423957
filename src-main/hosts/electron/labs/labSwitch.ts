import { dialog, type RelaunchOptions } from 'electron'
import { resolve } from 'node:path'
import { defaultDataFolder } from '#main/hosts/window/dataFolder.ts'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { BenchWindow } from '../windows/benchWindow.ts'
import { pick } from '../files/dialogFolders.ts'
import { relaunchWith, requireFolder } from './labFolder.ts'
import { askAboutFault, type FaultAnswer } from './labErrorDialog.ts'
import type { Texts } from '../texts/texts.ts'
import { isTraining } from '../system/powerAndTaskbar.ts'

export interface SwitchingProgram {
  texts: () => Texts
  /** The parent window of dialogs. */
  window: () => BenchWindow | undefined
  /** The queue of the open lab; undefined if no lab answers. */
  status: () => Promise<QueueStatus | undefined>
  /** Pauses training, quits the program and restarts it with these options. */
  startAnew: (options: RelaunchOptions) => Promise<void>
}

/**
 * Switches between labs. The program restarts for that instead of opening the other lab in the same process: its single
 * instance, its windows' storage and its log belong to one lab, and a lab that cannot be opened is reported as at any
 * start, with a way back.
 */
export class LabSwitch {
  readonly #open: string
  readonly #program: SwitchingProgram

  /** `open`: the folder of the open lab. */
  constructor(open: string, program: SwitchingProgram) {
    this.#open = open
    this.#program = program
  }

  /**
   * Switches to the lab of a folder or, without one, of a folder that the user picks; does nothing if the user cancels
   * or it is the open one. Throws SentenceError if the folder does not exist.
   */
  async goTo(folder: string | undefined): Promise<void> {
    const next = folder ?? (await this.#pick())
    if (next === undefined || resolve(next) === resolve(this.#open)) return
    requireFolder(next)
    const status = await this.#program.status()
    if (!status || !isTraining(status) || (await this.#mayPause(status))) await this.#startAnew(next)
  }

  /** Asks what to do about a lab that cannot be opened; undefined if the user switches to another. */
  async answerFault(said: Sentence): Promise<Exclude<FaultAnswer, 'otherLab' | 'usualLab'> | undefined> {
    const usual = defaultDataFolder()
    for (;;) {
      const answer = await askAboutFault(said, this.#open === usual, this.#program.texts())
      if (answer !== 'otherLab' && answer !== 'usualLab') return answer
      const next = answer === 'usualLab' ? usual : await this.#pick()
      if (next === undefined) continue
      await this.#startAnew(next)
      return undefined
    }
  }

  /** Restarts with the same lab, whose folder was missing and is back: its window's own files are stored in it. */
  comeBack(): Promise<void> {
    return this.#startAnew(this.#open)
  }

  #startAnew(folder: string): Promise<void> {
    return this.#program.startAnew(relaunchWith(folder))
  }

  #pick(): Promise<string | undefined> {
    const { texts, window } = this.#program
    return pick(window()?.window, 'labs', {
      title: texts().t('desktop.pickLab'),
      buttonLabel: texts().t('desktop.openLab'),
      properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
    })
  }

  async #mayPause({ active, runs }: QueueStatus): Promise<boolean> {
    const texts = this.#program.texts()
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: texts.t('desktop.quitTraining', { running: active.length, waiting: runs.queued }),
      detail: texts.t('desktop.quitTrainingText'),
      buttons: [texts.t('desktop.pauseAndSwitch'), texts.t('desktop.cancel')],
      defaultId: 0,
      cancelId: 1,
    })
    return response === 0
  }
}
