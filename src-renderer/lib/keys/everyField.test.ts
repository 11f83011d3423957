import { expect, it } from 'vitest'

/** The window's code, without its tests, by path relative to this file. */
const sources = Object.entries(
  import.meta.glob<string>(['../../**/*.{ts,vue}', '!../../**/*.test.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
const filesWith = (pattern: RegExp) => sources.filter(([, code]) => pattern.test(code)).map(([file]) => file)

it('fields show the program’s value: ElInput and v-model alone lag behind during composition', () => {
  expect(sources.length).toBeGreaterThan(200)
  expect(filesWith(/import \{[^}]*\bElInput\b[^}]*\} from 'element-plus'/)).toEqual([
    '../../components/forms/TextInput.vue',
  ])
  const elements = sources.flatMap(([file, code]) =>
    [...code.matchAll(/<(?:input|textarea)\b[^>]*/g)].map(([element]) => ({ file, element })),
  )
  expect(elements.length).toBeGreaterThan(5)
  const behind = elements.filter(
    ({ element }) => element.includes('v-model') && !/type="(?:radio|checkbox|range)"/.test(element),
  )
  expect(behind).toEqual([])
  // Its `input` event also waits for the end of the composition.
  const inputs = sources.flatMap(([, code]) => code.match(/<Text(?:Input|Field)\b[^>]*/g) ?? [])
  expect(inputs.length).toBeGreaterThan(20)
  expect(inputs.filter((element) => element.includes('@input'))).toEqual([])
})

it('composition, the letter of a key and the end of the page are each determined in one place', () => {
  expect(filesWith(/\.isComposing|\.keyCode/)).toEqual(['../../components/forms/TextInput.vue', './guardKeys.ts'])
  expect(filesWith(/(?:\bkey|\.toLowerCase\(\)) [!=]== '[a-z]'/i)).toEqual([])
  expect(filesWith(/'(?:pagehide|beforeunload|unload)'/)).toEqual(['../../stores/leaving.ts'])
})

it('an opened dialog takes the focus from no control that the user is in', () => {
  const opened = sources.flatMap(([, code]) => [...code.matchAll(/@opened="([^"]*)"/g)].map(([, handler]) => handler!))
  expect(opened.length).toBeGreaterThan(3)
  expect(opened.filter((handler) => !/^startIn\(|\?\.start\(\)$/.test(handler))).toEqual([])
})
