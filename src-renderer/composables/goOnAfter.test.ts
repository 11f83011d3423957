import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { goOnAfter } from './goOnAfter.ts'

const screen = { render: () => null }
async function routerAt(path: string): Promise<Router> {
  const paths = ['/', '/settings', '/study']
  const router = createRouter({
    history: createMemoryHistory(),
    routes: paths.map((one) => ({ path: one, component: screen })),
  })
  await router.push(path)
  return router
}
const at = (router: Router) => router.currentRoute.value.fullPath

describe('goOnAfter', () => {
  it('goes where the action leads', async () => {
    const router = await routerAt('/')
    await goOnAfter(router, () => Promise.resolve('/study'))
    expect(at(router)).toBe('/study')
  })
  it('stays on another screen that was entered meanwhile', async () => {
    const router = await routerAt('/')
    const act = Promise.withResolvers<string>()
    const going = goOnAfter(router, () => act.promise)
    await router.push('/settings')
    act.resolve('/study')
    await going
    expect(at(router)).toBe('/settings')
  })
  it('does not take away a screen that is being entered', async () => {
    const router = await routerAt('/')
    const act = Promise.withResolvers<string>()
    const [begun, read] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const going = goOnAfter(router, () => act.promise)
    router.beforeResolve(() => {
      begun.resolve(undefined)
      return read.promise
    })
    const entering = router.push('/settings')
    await begun.promise
    act.resolve('/study')
    await going
    read.resolve(undefined)
    await entering
    expect(at(router)).toBe('/settings')
  })
  it('goes on after a change of the same screen, and nowhere without an address or after an error', async () => {
    const router = await routerAt('/')
    await goOnAfter(router, async () => {
      await router.push('/?query=1')
      return '/study'
    })
    expect(at(router)).toBe('/study')
    await goOnAfter(router, () => Promise.resolve(undefined))
    await expect(goOnAfter(router, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    expect(at(router)).toBe('/study')
  })
})
