/** How a page of the bench and the browser host that serves it authenticate each other; see hosts/browser/access.ts. */

/** Path of the contract's WebSocket. */
export const rpcPath = '/rpc'
/** Path at which the host proves, for a nonce sent by the page, that it knows the shared secret. */
export const proofPath = '/proof'

/** Subprotocols of the WebSocket; a page offers its secret as another subprotocol, which is never selected. */
export const socketProtocol = {
  /** The contract. */
  rpc: 'regbench',
  /** Grants the page the session for its token or for the session of the last start, and closes. */
  renewal: 'regbench-renewal',
  /** Creates a new session, grants it to the page and ends every other connection. */
  revocation: 'regbench-revocation',
} as const
export type SocketProtocol = (typeof socketProtocol)[keyof typeof socketProtocol]

/** The text whose HMAC-SHA-256, in hexadecimal digits, under the secret shared by host and page, is the proof. */
export const provenText = (port: string, nonce: string): string => `regbench ${port} ${nonce}`
