const boxNumbers = 7

/**
 * Priority queue of boxes of lines (see `leastError`), lowest bound first: a binary heap over one array of doubles,
 * because a search adds thousands of boxes and never takes most of them.
 */
export class BoxQueue {
  #numbers = new Float64Array(boxNumbers * 256)
  /** Offsets into `#numbers` in heap order; entries from `#size` on are free. */
  readonly #heap: number[] = []
  #size = 0
  /** The box last taken by `next`. */
  bound = 0
  first = 0
  last = 0
  low = 0
  high = 0
  flat = 0
  steep = 0

  /** Adds the box with w_0 from `first` to `last`, w_m from `low` to `high` and w_a / w_0 from `flat` to `steep`. */
  add(bound: number, first: number, last: number, low: number, high: number, flat: number, steep: number): void {
    const place = (this.#heap[this.#size] ??= this.#size * boxNumbers)
    if (place === this.#numbers.length) {
      const more = new Float64Array(2 * place)
      more.set(this.#numbers)
      this.#numbers = more
    }
    const numbers = this.#numbers
    numbers[place] = bound
    numbers[place + 1] = first
    numbers[place + 2] = last
    numbers[place + 3] = low
    numbers[place + 4] = high
    numbers[place + 5] = flat
    numbers[place + 6] = steep
    let at = this.#size++
    while (at > 0) {
      const above = (at - 1) >> 1
      if (numbers[this.#heap[above]!]! <= bound) break
      this.#heap[at] = this.#heap[above]!
      at = above
    }
    this.#heap[at] = place
  }

  /** Removes all boxes and keeps the memory. */
  clear(): void {
    this.#size = 0
  }

  /** Takes the box with the lowest bound into the fields above; false if the queue is empty. */
  next(): boolean {
    if (this.#size === 0) return false
    const heap = this.#heap
    const numbers = this.#numbers
    const place = heap[0]!
    this.bound = numbers[place]!
    this.first = numbers[place + 1]!
    this.last = numbers[place + 2]!
    this.low = numbers[place + 3]!
    this.high = numbers[place + 4]!
    this.flat = numbers[place + 5]!
    this.steep = numbers[place + 6]!
    const last = heap[--this.#size]!
    heap[this.#size] = place
    const bound = numbers[last]!
    let at = 0
    for (let below = 1; below < this.#size; below = 2 * at + 1) {
      if (below + 1 < this.#size && numbers[heap[below + 1]!]! < numbers[heap[below]!]!) below++
      if (numbers[heap[below]!]! >= bound) break
      heap[at] = heap[below]!
      at = below
    }
    if (this.#size > 0) heap[at] = last
    return true
  }
}
