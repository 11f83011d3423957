import { shell } from 'electron'

/** Sites that the bench may send the user's browser to: the papers, and where providers and their libraries come from. */
const allowedHosts = new Set(['arxiv.org', 'onnxruntime.ai', 'developer.nvidia.com', 'nodejs.org'])

/** Whether an address is a plain https address of an allowed site. */
export function isAllowedLink(address: string): boolean {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || url.port !== '') return false
  return allowedHosts.has(url.hostname) && url.username === '' && url.password === ''
}

/** Opens an allowed address in the user's browser; does nothing with any other. */
export function openLink(address: string): void {
  if (isAllowedLink(address)) void shell.openExternal(address)
}
