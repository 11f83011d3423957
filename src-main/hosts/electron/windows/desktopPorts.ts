import { MessageChannelMain, type MessagePortMain } from 'electron'
import { implement, ORPCError, type Router } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { desktop, type DesktopContract } from '#shared/contract/desktop.ts'
import type { Theme } from '#shared/contract/appearance.ts'
import type { Language } from '#shared/messages/language.ts'
import { englishText, messageOf, type Sentence } from '#shared/sentences/sentence.ts'
import type { BenchWindow } from './benchWindow.ts'
import type { Computer } from '../system/computer.ts'
import { openLabLog } from '../labs/labLog.ts'
import type { PaperReport } from '../files/paper.ts'

/** The program's functions for windows. */
export interface DesktopProgram {
  /** The last choice on this computer; null if there was none. */
  appearance(): { theme: Theme; language: Language } | null
  setAppearance(appearance: { theme: Theme; language: Language }): void
  openWindow(hash: string): void
  /** Called when a window's page opens another study; undefined: none. */
  setStudy(window: BenchWindow, study: number | undefined): void
  savePdf(window: BenchWindow, report: PaperReport): Promise<{ name: string; size: number } | null>
  print(report: PaperReport): Promise<void>
  /** Opens another lab instead of the current one. Throws SentenceError. */
  openLab(folder: string | undefined): Promise<void>
  /** A file opened by the menu or the system; null if it was taken before. */
  takeFile(number: number): File | null
  readonly computer: Computer
}

interface Asking {
  window: BenchWindow
}

/** A function that creates a port to the program for a window. */
export function desktopPorts(program: DesktopProgram): (window: BenchWindow) => MessagePortMain {
  const handler = new RPCHandler<Asking>(desktopRouter(program))
  return (window) => {
    const { port1, port2 } = new MessageChannelMain()
    handler.upgrade(port1, { context: { window } })
    port1.start()
    return port2
  }
}

function desktopRouter(program: DesktopProgram): Router<DesktopContract, Asking> {
  const ask = implement(desktop)
    .$context<Asking>()
    .use(async ({ next }) => {
      try {
        return await next()
      } catch (error) {
        throw refusal(error)
      }
    })
  const { computer } = program
  return {
    appearance: ask.appearance.handler(() => program.appearance()),
    setAppearance: ask.setAppearance.handler(({ input }) => program.setAppearance(input)),
    openWindow: ask.openWindow.handler(({ input: { hash } }) => program.openWindow(hash)),
    setStudy: ask.setStudy.handler(({ input: { id }, context: { window } }) =>
      program.setStudy(window, id ?? undefined),
    ),
    savePdf: ask.savePdf.handler(({ input, context: { window } }) => program.savePdf(window, input)),
    print: ask.print.handler(({ input }) => program.print(input)),
    state: ask.state.handler(() => computer.state()),
    watch: ask.watch.handler(({ context, signal }) => computer.events.watch(context.window, signal)),
    choose: ask.choose.handler(({ input: { choice, is } }) => computer.choose(choice, is)),
    showLab: ask.showLab.handler(() => computer.showLab()),
    openLab: ask.openLab.handler(({ input: { folder } }) => program.openLab(folder)),
    openAtStart: ask.openAtStart.handler(({ input: { thisLab } }) => computer.openAtStart(thisLab)),
    chooseSaveFolder: ask.chooseSaveFolder.handler(({ context }) => computer.chooseSaveFolder(context.window)),
    showSaved: ask.showSaved.handler(({ input: { id } }) => computer.downloads.show(id)),
    takeFile: ask.takeFile.handler(({ input: { number } }) => program.takeFile(number)),
    openLog: ask.openLog.handler(() => openLabLog()),
  }
}

/**
 * A failure as an error of the contract, which carries its message to the page; a port alone only reports that a call
 * failed.
 */
function refusal(error: unknown): ORPCError<'invalid', Sentence> {
  if (error instanceof ORPCError) return error as ORPCError<'invalid', Sentence>
  const data = messageOf(error)
  return new ORPCError('invalid', { defined: true, status: 400, message: englishText(data), data, cause: error })
}
