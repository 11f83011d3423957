import 'element-plus/dist/index.css'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/elementPlus.css'
import './styles/base.css'
import './styles/utilities.css'
import './styles/tables.css'
import './styles/narrow.css'
import './styles/forcedColours.css'
import './styles/print.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { z } from 'zod'
import { analysesKey, createAnalyses } from './analysis/analyses.ts'
import App from './App.vue'
import { makeSelectsLazy } from './components/forms/lazySelects.ts'
import { guardKeys } from '#renderer/lib/keys/guardKeys.ts'
import { returnFocus } from '#renderer/lib/keys/returnFocus.ts'
import { createLabClient, isDamaged } from './lab/client.ts'
import { createDesktopClient, desktopKey } from './lab/desktop.ts'
import { endOtherSessionsKey, labKey } from '#renderer/lab/useLabClient.ts'
import { tellWindowsApart } from './lab/openWindows.ts'
import { createBenchRouter, readScreensAhead } from './router.ts'
import { useLabConnection } from '#renderer/stores/labConnection.ts'
import { useHealth } from './stores/health.ts'
import { shareAppearance } from './stores/shareAppearance.ts'
import { tellStudy } from './stores/tellStudy.ts'
import { reloadForUnreadScreens } from './unreadScreens.ts'

// The content security policy forbids compiled validators.
z.config({ jitless: true })
makeSelectsLazy()
guardKeys(window)
returnFocus(window)

// Before any await: a page receives its ports once, as soon as it has loaded.
const { lab, connection, endOtherSessions } = createLabClient(window)
const desktop = createDesktopClient(window)
await tellWindowsApart(window)

const app = createApp(App)
app.provide(labKey, lab)
app.provide(analysesKey, createAnalyses())
if (endOtherSessions) app.provide(endOtherSessionsKey, endOtherSessions)
app.use(createPinia())
if (desktop) {
  app.provide(desktopKey, desktop)
  await app.runWithContext(() => shareAppearance(desktop))
  app.runWithContext(() => tellStudy(desktop))
}
const router = createBenchRouter()
reloadForUnreadScreens(router, connection, window)
app.use(router)
app.mount('#app')
connection.onState(app.runWithContext(() => useLabConnection()).connectionIs)
const { refresh } = app.runWithContext(() => useHealth())
connection.onFault((error) => {
  if (isDamaged(error)) refresh()
})
readScreensAhead()
