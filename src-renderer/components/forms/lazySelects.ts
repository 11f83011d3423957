import { ElSelect } from 'element-plus'

/** The list of a select is made when it is opened, everywhere: made with its screen it takes most of the select's time. */
export function makeSelectsLazy(): void {
  const { persistent } = ElSelect.props as { persistent: { default: boolean } }
  persistent.default = false
}
