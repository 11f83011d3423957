import { MessageChannelMain, type MessagePortMain } from 'electron'
import { implement, type Router } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { desktop, type DesktopContract } from '#shared/contract/desktop.ts'
import type { Language, Theme } from '#shared/contract/appearance.ts'
import type { BenchWindow } from './benchWindow.ts'
import type { PaperReport } from './paper.ts'

/** What a window may ask of the program. */
export interface DesktopProgram {
  setAppearance(appearance: { theme: Theme; language: Language }): void
  openWindow(hash: string): void
  /** A window's page has gone to another study; undefined: to none. */
  setStudy(window: BenchWindow, study: number | undefined): void
  savePdf(window: BenchWindow, report: PaperReport): Promise<{ name: string; size: number } | null>
  print(report: PaperReport): Promise<void>
}

interface Asking {
  window: BenchWindow
}

/** A function that makes a port to the program for a window. */
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
  const { setAppearance, openWindow, setStudy, savePdf, print } = implement(desktop).$context<Asking>()
  return {
    setAppearance: setAppearance.handler(({ input }) => program.setAppearance(input)),
    openWindow: openWindow.handler(({ input: { hash } }) => program.openWindow(hash)),
    setStudy: setStudy.handler(({ input: { id }, context: { window } }) => program.setStudy(window, id ?? undefined)),
    savePdf: savePdf.handler(({ input, context: { window } }) => program.savePdf(window, input)),
    print: print.handler(({ input }) => program.print(input)),
  }
}
