import { app, session as sessions, type Session, type WebContents } from 'electron'
import { isOwnAddress, isPage } from './appProtocol.ts'
import { openLink } from './externalLinks.ts'
import { isReportAddress } from '../files/reportPages.ts'

/** What a page may ask for: to copy text that it wrote itself. Reading the clipboard is another permission. */
const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])
/** Addresses that hold their own content. */
const selfContained: ReadonlySet<string> = new Set(['data:', 'blob:', 'devtools:'])

let cancelled = 0
/** Requests of pages to anything but the window's own files since the start: each was cancelled. */
export const cancelledRequests = (): number => cancelled

/** Closes every way by which a page could reach more than its own files and its port. Once, when ready. */
export function hardenSession(session: Session = sessions.defaultSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(grantedPermissions.has(permission) && isOwnAddress(requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => grantedPermissions.has(permission) && isOwnAddress(origin),
  )
  session.setDevicePermissionHandler(() => false)
  // The dictionaries would come from another machine.
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isOwn = isOwnAddress(url) || isReportAddress(url)
    const allowed = isOwn || selfContained.has(URL.parse(url)?.protocol ?? '')
    if (!allowed) cancelled++
    answer({ cancel: !allowed })
  })
  session.on('will-download', (event, item) => {
    // What the bench saves, it has made itself.
    if (!item.getURL().startsWith('blob:')) event.preventDefault()
  })
}

/**
 * Holds every page, whoever makes it, to the one address that the shell loads, also anew. A screen that is asked for in
 * another window, as by a click with Ctrl, is the program's to open. Before the first window.
 */
export function hardenPages(openWindow: (hash: string) => void): void {
  app.on('web-contents-created', (_event, contents) => hardenPage(contents, openWindow))
}

function hardenPage(contents: WebContents, openWindow: (hash: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (!isPage(event.url)) event.preventDefault()
  })
  // Comes before the other, which does not come where this one is prevented.
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
