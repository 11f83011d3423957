import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { LabContract } from '#shared/contract/contract.ts'
import { isSentence } from '#shared/sentences/sentence.ts'
import { connect, LostConnectionError, type Connection } from './connection.ts'
import { messagePortTransport, webSocketTransport } from './transport.ts'

/** Everything that can be asked of the lab: `await lab.studies.list({})`. */
export type LabClient = ContractRouterClient<LabContract>

/** The client of this window: over the desktop application's port, or to the host that served the page. */
export function createLabClient(window: Window): { lab: LabClient; connection: Connection } {
  const { protocol, href } = window.location
  const isDesktop = protocol === 'app:'
  const connection = connect(isDesktop ? messagePortTransport(window) : webSocketTransport(new URL(href)))
  return { lab: createORPCClient(connection.link), connection }
}

type Translate = (key: string, values: Readonly<Record<string, unknown>>) => string
let translate: Translate | undefined

/** Tells errors in the window's language from now on. */
export function tellErrorsIn(language: Translate): void {
  translate = language
}

/** Whether the lab said that it has nothing of that id. */
export const isNotFound = (error: unknown): boolean => error instanceof ORPCError && error.code === 'notFound'

/** The sentence of an error for the user. */
export function sentenceOf(error: unknown): string {
  if (translate && error instanceof LostConnectionError) return translate('shell.broken', {})
  const said: unknown = error instanceof ORPCError ? error.data : undefined
  if (translate && isSentence(said)) return translate(`lab.${said.key}`, said.values)
  return error instanceof Error ? error.message : String(error)
}
