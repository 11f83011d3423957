import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { securityHeaders } from '#main/hosts/window/securityHeaders.ts'
import { findFile } from '#main/hosts/window/staticFiles.ts'
import { takeReport } from '../files/reportPages.ts'
import { scheme } from './scheme.ts'

const host = 'bench'

/** The page of the bench; a hash names the screen. */
export const benchPage = `${scheme}://${host}/index.html`

/** Whether an address is a file of the window. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === `${scheme}:` && url.host === host
}

/** Whether an address is the page itself, on any of its screens. */
export const isPage = (address: string): boolean => address.replace(/#.*$/s, '') === benchPage

/** Registers `app:` as a scheme with an origin, like https:. Call it before the application is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/**
 * Answers `app://bench/…` with the files of the built window, a waiting report's address with that report, once, and
 * anything else with 404.
 */
export function serveWindow(rendererDir: string): void {
  protocol.handle(scheme, async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405)
    const report = method === 'GET' ? takeReport(url) : undefined
    if (report) return report
    const file = isOwnAddress(url) ? await findFile(rendererDir, new URL(url).pathname) : undefined
    if (!file) return refusal(404)
    const body = method === 'HEAD' ? null : new Uint8Array(await readFile(file.path))
    return new Response(body, {
      headers: { ...securityHeaders, 'Content-Type': file.type, 'Cache-Control': file.cacheControl },
    })
  })
}

const refusal = (status: number) => new Response(null, { status, headers: { ...securityHeaders } })
