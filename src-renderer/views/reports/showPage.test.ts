import { describe, expect, it } from 'vitest'
import { asHostRules, withoutStyles } from './showPage.ts'

describe('a page without its styles', () => {
  it('keeps rules and inline styles in a form that the policy allows', () => {
    const { markup, rules } = withoutStyles(
      '<html><head><style>p { margin: 0 }</style></head><body><p style="color:red">a &quot; style=&quot;b</p><style>b {}</style></body></html>',
    )
    expect(markup).toBe(
      '<html><head></head><body><p data-inline-style="color:red">a &quot; style=&quot;b</p></body></html>',
    )
    expect(rules).toBe('p { margin: 0 }\nb {}')
  })
  it('styles the host instead of the page', () => {
    expect(asHostRules(':root { --a: 1 }\nbody { margin: 0 }\n@media print { html { x: y } } .body, tbody {}')).toBe(
      ':host { --a: 1 }\n:host { margin: 0 }\n@media print { :host { x: y } } .body, tbody {}',
    )
  })
})
