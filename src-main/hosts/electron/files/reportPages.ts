import { randomUUID } from 'node:crypto'
import { securityHeaders } from '#main/hosts/window/securityHeaders.ts'
import { scheme } from '../windows/scheme.ts'

/** Reports waiting to be printed, by address. */
const waiting = new Map<string, string>()

/** Serves a page once, at an unguessable address. It stays in memory until it is requested or withdrawn. */
export function offerReport(html: string): { address: string; withdraw: () => void } {
  const address = `${scheme}://report/${randomUUID()}`
  waiting.set(address, html)
  return { address, withdraw: () => void waiting.delete(address) }
}

/** Whether a report is waiting at an address. */
export const isReportAddress = (address: string): boolean => waiting.has(address)

/** A report contains its own style sheet and graphics, and neither scripts nor external resources. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The report waiting at an address, which is then free; undefined if there is none. */
export function takeReport(address: string): Response | undefined {
  const html = waiting.get(address)
  if (html === undefined) return undefined
  waiting.delete(address)
  return new Response(html, {
    headers: {
      ...securityHeaders,
      'Content-Security-Policy': contentSecurityPolicy,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  })
}
