import { useTimeoutFn } from '@vueuse/core'
import { computed, onUnmounted, ref, watch, type ComputedRef, type Ref } from 'vue'
import { findText } from './findText.ts'
import { screenText } from './screenText.ts'

/** A search on the screen. */
export interface Finding {
  /** Number of matches of `text` on the screen. */
  count: Ref<number>
  /** The current match, from 1; 0 if there is none. */
  shown: ComputedRef<number>
  /** Shows the next or previous match, wrapping around. */
  step: (by: 1 | -1) => void
}

/** How often the text of a changing screen is read again. */
const againAfterMs = 250

/**
 * Marks every match of `text` on the screen during a search, and shows one of them. The page does this itself, because
 * Electron's own search (`findInPage`) takes the focus out of the field at each letter, which ends the composition of a
 * syllable, and also finds the text in the field. `bar` is not searched.
 */
export function useFind(text: Ref<string>, bar: Ref<HTMLElement | null>): Finding {
  const ranges: Range[] = []
  const places: number[] = []
  const count = ref(0)
  const at = ref(-1)

  function search(): void {
    const element = bar.value
    if (!element) return
    const { texts, roots } = screenText(document.body, element)
    const before = places[at.value] ?? 0
    ranges.length = places.length = 0
    for (const found of findText(texts, text.value)) {
      const range = document.createRange()
      range.setStart(texts[found.from.piece]!.node, found.from.offset)
      range.setEnd(texts[found.to.piece]!.node, found.to.offset)
      ranges.push(range)
      places.push(found.at)
    }
    count.value = ranges.length
    const next = places.findIndex((place) => place >= before)
    at.value = next < 0 ? ranges.length - 1 : next
    mark()
    follow(roots)
  }

  function mark(): void {
    CSS.highlights.set('found', new Highlight(...ranges))
    const range = ranges[at.value]
    const here = new Highlight(...(range ? [range] : []))
    here.priority = 1
    CSS.highlights.set('found-here', here)
  }
  function show(): void {
    ranges[at.value]?.startContainer.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  function step(by: 1 | -1): void {
    if (ranges.length === 0) return
    at.value = (at.value + by + ranges.length) % ranges.length
    mark()
    show()
  }

  const again = useTimeoutFn(search, againAfterMs, { immediate: false })
  const observer = new MutationObserver((changes) => {
    if (changes.every(({ target }) => bar.value?.contains(target))) return
    if (!again.isPending.value) again.start()
  })
  function follow(roots: Iterable<Node>): void {
    for (const root of roots) observer.observe(root, { subtree: true, childList: true, characterData: true })
  }

  watch(
    [text, bar],
    () => {
      search()
      show()
    },
    { flush: 'post', immediate: true },
  )
  onUnmounted(() => {
    observer.disconnect()
    CSS.highlights.delete('found')
    CSS.highlights.delete('found-here')
  })
  return { count, shown: computed(() => at.value + 1), step }
}
