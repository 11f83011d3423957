import { expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { followEarlyAddresses } from './earlyAddresses.ts'

const screen = { render: () => null }

it('an address that is entered while the first screen loads is shown', async () => {
  const history = createMemoryHistory()
  const router = createRouter({ history, routes: ['/', '/data'].map((path) => ({ path, component: screen })) })
  const { promise: loaded, resolve: load } = Promise.withResolvers<true>()
  router.beforeEach(() => loaded)
  followEarlyAddresses(router, history)
  const first = router.push('/')
  history.push('/data')
  history.push('/')
  history.go(-1)
  load(true)
  await first
  await router.isReady()
  expect(router.currentRoute.value.path).toBe('/data')
  expect(history.location).toBe('/data')
})
