import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { inject, type InjectionKey } from 'vue'
import type { DesktopContract } from '#shared/contract/desktop.ts'
import { desktopMessage } from '#shared/contract/portMessage.ts'
import { connect } from './connection.ts'
import { messagePortTransport } from './transport.ts'

/** All procedures of the desktop program: `await desktop.openWindow({ hash })`. */
export type DesktopClient = ContractRouterClient<DesktopContract>

export const desktopKey: InjectionKey<DesktopClient> = Symbol('desktop')

/** The desktop program of this window, for components and stores; undefined in a browser. */
export const useDesktop = (): DesktopClient | undefined => inject(desktopKey, undefined)

/** Connects a window to its desktop program; undefined in a browser. */
export function createDesktopClient(window: Window): DesktopClient | undefined {
  if (window.location.protocol !== 'app:') return undefined
  return createORPCClient<DesktopClient>(connect(messagePortTransport(window, desktopMessage)).link)
}
