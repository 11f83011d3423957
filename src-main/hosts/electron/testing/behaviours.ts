/** A behaviour of Electron that its declarations do not state. */
export interface Behaviour {
  /** What it concerns: exports of the module, or their members and events. */
  of: readonly string[]
  /** The behaviour, as a sentence. */
  rule: string
  /** Where it was read: files of Electron's repository, or issues of its tracker. */
  source: string
  /** Where it is proved: by the recording double beside this file, or by the stand-in over Chromium (e2e/standin). */
  proved: 'unit' | 'stand-in'
}

/**
 * The behaviours of Electron that the shell relies on. The recording double and the stand-in both follow `rules.ts`, so
 * every test sees each rule. docs/desktop.md repeats this table, and a test keeps the two in agreement.
 */
export const behaviours = {
  loading: {
    of: ['WebContents', 'WebContents.isLoadingMainFrame', 'did-finish-load'],
    rule: '`did-finish-load` comes while `isLoadingMainFrame()` is still true; it turns false with `did-stop-loading`.',
    source: 'electron_api_web_contents.cc (IsLoadingMainFrame: ShouldShowLoadingUI), electron#43370',
    proved: 'unit',
  },
  navigation: {
    of: ['did-start-navigation', 'will-navigate', 'will-frame-navigate'],
    rule: '`did-start-navigation` comes before `will-frame-navigate` and `will-navigate`; where one of those is prevented, the page stays and nothing follows.',
    source: 'electron_navigation_throttle.cc (WillStartRequest), docs/api/web-contents.md (Navigation Events)',
    proved: 'stand-in',
  },
  ownNavigation: {
    of: ['will-navigate', 'WebContents.reload', 'BrowserWindow.loadURL'],
    rule: 'A page’s own navigation, `location.reload()` too, asks `will-frame-navigate` and `will-navigate`; `loadURL()` and `reload()` of the program do not.',
    source: 'electron_navigation_throttle.cc (IsRendererInitiated)',
    proved: 'stand-in',
  },
  hangingPage: {
    of: ['WebContents.reload', 'WebContents.forcefullyCrashRenderer', 'unresponsive'],
    rule: '`reload()` waits for a page that hangs; `forcefullyCrashRenderer()` ends it, and a reload brings it back.',
    source: 'docs/api/web-contents.md (forcefullyCrashRenderer)',
    proved: 'stand-in',
  },
  processGone: {
    of: ['render-process-gone'],
    rule: '`render-process-gone` comes as a task of its own, so that a handler may reload at once.',
    source: 'electron_api_web_contents.cc (PrimaryMainFrameRenderProcessGone), electron#51900',
    proved: 'stand-in',
  },
  destroyed: {
    of: ['BrowserWindow', 'closed'],
    rule: 'Every member of a window and of its `webContents` throws “Object has been destroyed” from `closed` on, `isDestroyed()` excepted.',
    source: 'electron_api_base_window.cc (OnWindowClosed: MarkDestroyed before Emit), function_template.h',
    proved: 'unit',
  },
  afterReady: {
    of: ['app', 'BrowserWindow', 'Notification', 'dialog'],
    rule: 'Windows, notifications and dialogs throw before the program is ready; schemes are registered only before it.',
    source:
      'electron_api_browser_window.cc, electron_api_notification.cc, lib/browser/api/dialog.ts, electron_api_protocol.cc',
    proved: 'stand-in',
  },
  clonable: {
    of: ['MessageChannelMain', 'WebContents.postMessage', 'WebContents.send'],
    rule: 'Ports and messages carry what V8 can clone by itself: no Blob, no File, no function.',
    source: 'shell/common/v8_util.cc (“An object could not be cloned.”)',
    proved: 'unit',
  },
  handedPort: {
    of: ['MessageChannelMain', 'WebContents.postMessage'],
    rule: 'A port that was handed over is used up: a second transfer throws.',
    source: 'shell/browser/api/message_port.cc (DisentanglePorts)',
    proved: 'stand-in',
  },
  closedPort: {
    of: ['MessageChannelMain', 'close'],
    rule: 'A port gets `close` when the other side closes it, loads another document, crashes or ends; in a page as well.',
    source: 'shell/browser/api/message_port.cc (Close), renderer_client_base.cc (MessagePortCloseEvent)',
    proved: 'stand-in',
  },
  nobodyListens: {
    of: ['WebContents.postMessage'],
    rule: 'What is posted to a document whose preload script has not run is lost, and its ports close.',
    source: 'lib/renderer/ipc-renderer-internal.ts, message_port.cc',
    proved: 'stand-in',
  },
  v8Format: {
    of: ['v8', 'child_process'],
    rule: 'What Electron’s process serialises is V8’s format 16, which Node 24 cannot read.',
    source: 'patches/node/test_update_v8_serialization_wire_format_version_to_16.patch, vscode#336695',
    proved: 'stand-in',
  },
  signals: {
    of: ['process', 'app.quit'],
    rule: 'On Linux and macOS, listeners of SIGINT, SIGTERM and SIGHUP that were added before the program is ready hear nothing: the signal quits. A second one kills.',
    source: 'electron_browser_main_parts.cc (PostCreateMainMessageLoop), electron_browser_main_parts_posix.cc',
    proved: 'unit',
  },
  quitting: {
    of: ['app.quit', 'before-quit', 'will-quit', 'window-all-closed'],
    rule: '`quit()` emits `before-quit`, closes the windows (`close` each), then `will-quit` and `quit`; any may prevent. `window-all-closed` is not emitted on the way.',
    source: 'shell/browser/browser.cc (Quit, OnWindowAllClosed)',
    proved: 'stand-in',
  },
  relaunch: {
    of: ['app.relaunch'],
    rule: '`relaunch()` ends nothing: each call starts one more instance once this one has ended, in its folder and environment, with its command line or with `args` in its place.',
    source: 'docs/api/app.md (relaunch), shell/browser/relauncher.cc',
    proved: 'stand-in',
  },
  shutdownListener: {
    of: ['powerMonitor'],
    rule: 'On Linux the first listener that is added to `powerMonitor` does not count: if it is that of `shutdown`, nobody is told.',
    source: 'lib/browser/api/power-monitor.ts',
    proved: 'unit',
  },
  sessionEnd: {
    of: ['session-end', 'query-session-end'],
    rule: 'On Windows the program is ended right after `session-end`, whatever its handlers have begun; only `query-session-end` can be prevented.',
    source: 'native_window_views_win.cc (WM_ENDSESSION)',
    proved: 'stand-in',
  },
  instanceLock: {
    of: ['app.requestSingleInstanceLock'],
    rule: '`requestSingleInstanceLock()` is false as well where the lock cannot be made; the folder’s disk has to know links.',
    source: 'electron_api_app.cc (RequestSingleInstanceLock: LOCK_ERROR)',
    proved: 'unit',
  },
  secondInstance: {
    of: ['second-instance'],
    rule: 'The words of a second instance come with switches of Chromium’s and those first, once the program is ready.',
    source: 'docs/api/app.md (second-instance), electron_api_app.cc (StartWatching)',
    proved: 'unit',
  },
  switches: {
    of: ['app.commandLine'],
    rule: 'Chromium takes a switch’s value only behind an equals sign.',
    source: 'Chromium, base/command_line.cc; docs/api/command-line.md',
    proved: 'unit',
  },
  unansweredBox: {
    of: ['dialog.showMessageBox'],
    rule: 'A box closed without a choice answers `cancelId`, else the button “Cancel” or “No”, else the second where the first is the default. With a signal aborted before, it answers without `response`.',
    source: 'lib/browser/api/dialog.ts (messageBox)',
    proved: 'unit',
  },
  fileDialogs: {
    of: ['dialog.showOpenDialog', 'dialog.showSaveDialog'],
    rule: 'Dialogs for files begin in Downloads each time unless `defaultPath` says otherwise; closed, they answer without a path.',
    source: 'docs/breaking-changes.md (43: defaultPath)',
    proved: 'unit',
  },
  downloads: {
    of: ['session', 'will-download'],
    rule: 'A download to which no listener of `will-download` gives a path asks the user for one.',
    source: 'electron_download_manager_delegate.cc (DetermineDownloadTarget)',
    proved: 'stand-in',
  },
  notifications: {
    of: ['Notification', 'Tray'],
    rule: 'Electron keeps no reference to a notification or a tray icon: one that the program has let go hears no click, and the icon goes.',
    source: 'electron_api_notification.h (DeprecatedWrappable), docs/api/notification.md, docs/faq.md, electron#16922',
    proved: 'stand-in',
  },
  menuRoles: {
    of: ['Menu', 'MenuItem'],
    rule: 'Roles bring label, keys and act (Zoom none but on macOS); Zoom In is `CommandOrControl+Plus`, with Shift.',
    source: 'lib/browser/api/menu-item-roles.ts',
    proved: 'stand-in',
  },
  radioEntries: {
    of: ['Menu', 'MenuItem.checked'],
    rule: 'Radio entries that lie beside each other are a group: where one is checked, the others are not any more.',
    source: 'lib/browser/api/menu.ts (insertItemByType)',
    proved: 'stand-in',
  },
  contextMenu: {
    of: ['context-menu'],
    rule: 'There is no context menu but what the program opens at `context-menu`, which a page’s `preventDefault()` stops.',
    source: 'electron_api_web_contents.cc (HandleContextMenu)',
    proved: 'stand-in',
  },
  requests: {
    of: ['protocol', 'session.webRequest'],
    rule: '`onBeforeRequest` is asked before the handler of a scheme, for every request of a page, those of its workers included.',
    source: 'shell/browser/net/proxying_url_loader_factory.cc',
    proved: 'stand-in',
  },
} as const satisfies Record<string, Behaviour>

export type BehaviourName = keyof typeof behaviours
/** The names of the rules proved there. */
export type ProvedBy<Where extends Behaviour['proved']> = {
  [Name in BehaviourName]: (typeof behaviours)[Name]['proved'] extends Where ? Name : never
}[BehaviourName]
