import { shell } from 'electron'

/**
 * Sites that the bench may open in the user's browser: the papers, and the sources of providers and their libraries.
 */
const allowedHosts = new Set(['arxiv.org', 'onnxruntime.ai', 'developer.nvidia.com', 'nodejs.org'])

/** Whether an address is a plain https address of an allowed site. */
export function isAllowedLink(address: string): boolean {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || url.port !== '') return false
  return allowedHosts.has(url.hostname) && url.username === '' && url.password === ''
}

/** Opens an allowed address in the user's browser; ignores all others. */
export function openLink(address: string): void {
  if (isAllowedLink(address)) void shell.openExternal(address)
}
