import { expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useDestination } from './destination.ts'

const component = { render: () => null }

/** A window at home; Data and Settings wait until they are admitted, Reports admits nobody. */
async function windowAtHome() {
  const waiting: (() => void)[] = []
  const wait = () => new Promise<void>((resolve) => waiting.push(resolve))
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'home', component },
      { path: '/data', name: 'data', component, beforeEnter: wait },
      { path: '/settings', name: 'settings', component, beforeEnter: wait },
      { path: '/reports', name: 'reports', component, beforeEnter: () => false },
    ],
  })
  await router.push('/')
  const destination = effectScope().run(() => useDestination(router))!
  const isWaiting = (count: number) => vi.waitFor(() => expect(waiting).toHaveLength(count))
  return { router, destination, isWaiting, letIn: () => waiting.shift()!() }
}

it('is the screen being opened, even if another navigation was cancelled for it', async () => {
  const { router, destination, isWaiting, letIn } = await windowAtHome()
  const first = router.push('/data')
  await isWaiting(1)
  expect(destination.value).toBe('data')
  const second = router.push('/settings')
  await isWaiting(2)
  letIn()
  await first
  expect([destination.value, router.currentRoute.value.name]).toEqual(['settings', 'home'])
  letIn()
  await second
  expect([destination.value, router.currentRoute.value.name]).toEqual(['settings', 'settings'])
})

it('is the current screen if the other refuses the navigation', async () => {
  const { router, destination } = await windowAtHome()
  await router.push('/reports')
  expect(destination.value).toBe('home')
})
