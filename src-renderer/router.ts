import { studyScreens, type StudyScreen } from './components/shell/screens.ts'
import { createRouter, createWebHashHistory, type Router, type RouteRecordRaw } from 'vue-router'
import { followEarlyAddresses } from './earlyAddresses.ts'
import { labIsKnown } from './lab/labMemory.ts'

const views = {
  spaces: () => import('#renderer/views/spaces/SpacesView.vue'),
  population: () => import('#renderer/views/population/PopulationView.vue'),
  monitor: () => import('#renderer/views/monitor/MonitorView.vue'),
  explore: () => import('#renderer/views/explore/ExploreView.vue'),
  compare: () => import('#renderer/views/compare/CompareView.vue'),
  refine: () => import('#renderer/views/refine/RefineView.vue'),
} as const satisfies Record<StudyScreen, () => Promise<unknown>>

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('#renderer/views/home/HomeView.vue') },
  { path: '/new', name: 'newStudy', component: () => import('#renderer/views/home/NewStudyView.vue') },
  { path: '/search', name: 'search', component: () => import('#renderer/views/search/SearchView.vue') },
  {
    path: '/study/:studyId(\\d+)/best',
    name: 'best',
    component: () => import('#renderer/views/search/BestView.vue'),
  },
  ...studyScreens.map((name): RouteRecordRaw => ({
    path: `/study/:studyId(\\d+)/${name}`,
    name,
    component: views[name],
  })),
  { path: '/study/:studyId(\\d+)/tour', name: 'tour', component: () => import('#renderer/views/refine/TourView.vue') },
  {
    path: '/study/:studyId(\\d+)/network/:runId(\\d+)?',
    name: 'network',
    component: () => import('#renderer/views/network/NetworkView.vue'),
  },
  {
    path: '/study/:studyId(\\d+)/time',
    name: 'time',
    component: () => import('#renderer/views/timing/TimeView.vue'),
  },
  {
    path: '/study/:studyId(\\d+)/reports/:reportId(\\d+)?',
    name: 'reports',
    component: () => import('#renderer/views/reports/ReportsView.vue'),
  },
  {
    path: '/study/:studyId(\\d+)/figures/:figure?',
    name: 'figures',
    component: () => import('#renderer/views/figures/FiguresView.vue'),
  },
  { path: '/data', name: 'data', component: () => import('#renderer/views/data/DataView.vue') },
  { path: '/settings', name: 'settings', component: () => import('#renderer/views/settings/SettingsView.vue') },
  { path: '/:rest(.*)', redirect: { name: 'home' } },
]

/**
 * Loads the code of every screen, one after another while the window is idle, so that first visits need not wait for
 * it. Stops at the first failure, since a browser would remember the failures of all the others.
 */
export function readScreensAhead(): void {
  const left = routes.flatMap(({ component }) =>
    typeof component === 'function' ? [component as () => Promise<unknown>] : [],
  )
  const next = () => {
    const read = left.shift()
    if (read) requestIdleCallback(() => void read().then(next, () => undefined))
  }
  next()
}

/** The window's routes, in the hash of the address, so that any host can serve them as one page. */
export function createBenchRouter(): Router {
  const history = createWebHashHistory()
  const router = createRouter({ history, routes })
  followEarlyAddresses(router, history)
  // A screen starts with what is remembered for the lab.
  router.beforeEach(() => labIsKnown)
  return router
}
