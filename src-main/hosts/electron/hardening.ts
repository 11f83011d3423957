import { app, session as sessions, type Session, type WebContents } from 'electron'
import { isOwnAddress, isPage } from './appProtocol.ts'
import { openLink } from './externalLinks.ts'

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
    const allowed = isOwnAddress(url) || selfContained.has(URL.parse(url)?.protocol ?? '')
    if (!allowed) cancelled++
    answer({ cancel: !allowed })
  })
  session.on('will-download', (event, item) => {
    // What the bench saves, it has made itself.
    if (!item.getURL().startsWith('blob:')) event.preventDefault()
  })
}

/** Holds every page, whoever makes it, to the one address that the shell loads, also anew. Before the first window. */
export function hardenPages(): void {
  app.on('web-contents-created', (_event, contents) => hardenPage(contents))
}

function hardenPage(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (isPage(event.url)) return
    event.preventDefault()
    openLink(event.url)
  })
  contents.on('will-frame-navigate', (event) => {
    if (!(event.isMainFrame && isPage(event.url))) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url)
    return { action: 'deny' }
  })
}
