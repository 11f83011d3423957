import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { isNavigationFailure, NavigationFailureType, type RouteRecordNameGeneric, type Router } from 'vue-router'

/** The name of the screen that the window goes to, from the moment it does and before that screen is read. */
export function useDestination(router: Router): Readonly<ShallowRef<RouteRecordNameGeneric>> {
  const name = shallowRef(router.currentRoute.value.name)
  onScopeDispose(router.beforeEach((to) => void (name.value = to.name)))
  onScopeDispose(
    router.afterEach((_to, _from, failure) => {
      // A way that was given up for another does not end where the window is: the other is under way.
      if (isNavigationFailure(failure, NavigationFailureType.cancelled)) return
      name.value = router.currentRoute.value.name
    }),
  )
  return name
}
