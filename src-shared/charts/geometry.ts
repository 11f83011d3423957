/** A closed interval in the units of the data. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** A rectangle in px from the chart's upper left corner. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
