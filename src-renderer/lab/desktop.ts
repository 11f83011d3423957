import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { inject, type InjectionKey } from 'vue'
import type { DesktopContract } from '#shared/contract/desktop.ts'
import { desktopMessage } from '#shared/contract/portMessage.ts'
import { connect } from './connection.ts'
import { messagePortTransport } from './transport.ts'

/** Everything that can be asked of the desktop program: `await desktop.openWindow({ hash })`. */
export type DesktopClient = ContractRouterClient<DesktopContract>

export const desktopKey: InjectionKey<DesktopClient> = Symbol('desktop')

/** The desktop program that this window belongs to, in components and stores; undefined: a browser shows it. */
export const useDesktop = (): DesktopClient | undefined => inject(desktopKey, undefined)

/** The desktop program of a window; undefined: a browser shows it. */
export function createDesktopClient(window: Window): DesktopClient | undefined {
  if (window.location.protocol !== 'app:') return undefined
  return createORPCClient<DesktopClient>(connect(messagePortTransport(window, desktopMessage)).link)
}
