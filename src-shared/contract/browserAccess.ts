/** How a page of the bench and the browser host that serves it know each other; see hosts/browser/access.ts. */

/** Path of the contract's WebSocket. */
export const rpcPath = '/rpc'
/** Path at which the host proves, for the nonce that is asked with, what it knows. */
export const proofPath = '/proof'

/** Subprotocols of the WebSocket; a page offers its secret beside them, which is never chosen. */
export const socketProtocol = {
  /** The contract. */
  rpc: 'regbench',
  /** Gives the page the session for the token or the session of the last start, and closes. */
  renewal: 'regbench-renewal',
  /** Makes a new session, gives it to the page and ends every other connection. */
  revocation: 'regbench-revocation',
} as const
export type SocketProtocol = (typeof socketProtocol)[keyof typeof socketProtocol]

/** What a proof is the HMAC-SHA-256 of, in hexadecimal digits, under a secret that host and page share. */
export const provenText = (port: string, nonce: string): string => `regbench ${port} ${nonce}`
