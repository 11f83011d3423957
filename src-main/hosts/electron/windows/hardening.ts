import { app, session as sessions, type Session, type WebContents } from 'electron'
import { isOwnAddress, isPage } from './appProtocol.ts'
import { openLink } from './externalLinks.ts'
import { isReportAddress } from '../files/reportPages.ts'

/** Permissions granted to a page: copying its own text. Reading the clipboard is a different permission. */
const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])
/** Schemes whose addresses contain their own content. */
const selfContained: ReadonlySet<string> = new Set(['data:', 'blob:', 'devtools:'])

let cancelled = 0
/** Number of requests by pages for anything but the window's own files since the start, all of which were cancelled. */
export const cancelledRequests = (): number => cancelled

/** Blocks every way in which a page could reach more than its own files and its port. Call it once, when ready. */
export function hardenSession(session: Session = sessions.defaultSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(grantedPermissions.has(permission) && isOwnAddress(requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => grantedPermissions.has(permission) && isOwnAddress(origin),
  )
  session.setDevicePermissionHandler(() => false)
  // The dictionaries would be downloaded.
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isOwn = isOwnAddress(url) || isReportAddress(url)
    const allowed = isOwn || selfContained.has(URL.parse(url)?.protocol ?? '')
    if (!allowed) cancelled++
    answer({ cancel: !allowed })
  })
  session.on('will-download', (event, item) => {
    // Files saved by the bench were created by it.
    if (!item.getURL().startsWith('blob:')) event.preventDefault()
  })
}

/**
 * Restricts every page, whoever creates it, to the one address that the shell loads, also on reload. A screen requested
 * in another window, e.g. with Ctrl-click, is opened by the program. Call it before the first window.
 */
export function hardenPages(openWindow: (hash: string) => void): void {
  app.on('web-contents-created', (_event, contents) => hardenPage(contents, openWindow))
}

function hardenPage(contents: WebContents, openWindow: (hash: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (!isPage(event.url)) event.preventDefault()
  })
  // Emitted before will-navigate, which is not emitted if this one is prevented.
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isPage(event.url)) return
    event.preventDefault()
    if (event.isMainFrame) openLink(event.url)
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isPage(url)) openWindow(new URL(url).hash)
    else openLink(url)
    return { action: 'deny' }
  })
}
