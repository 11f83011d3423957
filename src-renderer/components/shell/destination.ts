import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { isNavigationFailure, NavigationFailureType, type RouteRecordNameGeneric, type Router } from 'vue-router'

/** The name of the screen being opened, from the start of the navigation and before the screen has been read. */
export function useDestination(router: Router): Readonly<ShallowRef<RouteRecordNameGeneric>> {
  const name = shallowRef(router.currentRoute.value.name)
  onScopeDispose(router.beforeEach((to) => void (name.value = to.name)))
  onScopeDispose(
    router.afterEach((_to, _from, failure) => {
      // A superseded navigation must not reset the target.
      if (isNavigationFailure(failure, NavigationFailureType.cancelled)) return
      name.value = router.currentRoute.value.name
    }),
  )
  return name
}
