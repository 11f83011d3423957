import { randomUUID } from 'node:crypto'
import { securityHeaders } from '#main/hosts/window/securityHeaders.ts'
import { scheme } from '../windows/scheme.ts'

/** Reports that wait to be put on paper, by their addresses. */
const waiting = new Map<string, string>()

/** A page that is served once, under an address that nobody else knows. Until it has been withdrawn it stays in memory. */
export function offerReport(html: string): { address: string; withdraw: () => void } {
  const address = `${scheme}://report/${randomUUID()}`
  waiting.set(address, html)
  return { address, withdraw: () => void waiting.delete(address) }
}

/** Whether a report waits under an address. */
export const isReportAddress = (address: string): boolean => waiting.has(address)

/** A report has its own style sheet and drawings inside, and nothing that acts or is elsewhere. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The report that waits under an address, which it leaves; undefined: there is none. */
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
