import { expect, it } from 'vitest'

/** The window's code, without its tests, by its path from here. */
const sources = Object.entries(
  import.meta.glob<string>(['../../**/*.{ts,vue}', '!../../**/*.test.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
const filesWith = (pattern: RegExp) => sources.filter(([, code]) => pattern.test(code)).map(([file]) => file)

it('what a field shows is what the program has: ElInput and v-model alone are behind while a syllable is composed', () => {
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
  // Its `input` waits for the end of the syllable too.
  const inputs = sources.flatMap(([, code]) => code.match(/<Text(?:Input|Field)\b[^>]*/g) ?? [])
  expect(inputs.length).toBeGreaterThan(20)
  expect(inputs.filter((element) => element.includes('@input'))).toEqual([])
})

it('whether the input method has a key, which letter it is and whether the page ends is asked in one place', () => {
  expect(filesWith(/\.isComposing|\.keyCode/)).toEqual(['../../components/forms/TextInput.vue', './guardKeys.ts'])
  expect(filesWith(/(?:\bkey|\.toLowerCase\(\)) [!=]== '[a-z]'/i)).toEqual([])
  expect(filesWith(/'(?:pagehide|beforeunload|unload)'/)).toEqual(['../../stores/leaving.ts'])
})
