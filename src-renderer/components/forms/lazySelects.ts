import { ElSelect } from 'element-plus'

/**
 * Makes every select create its list when it is opened; creating it with the screen takes most of the select's time.
 */
export function makeSelectsLazy(): void {
  const { persistent } = ElSelect.props as { persistent: { default: boolean } }
  persistent.default = false
}
