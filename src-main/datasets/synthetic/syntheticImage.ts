import type { Stream } from '#shared/random/stream.ts'
import { stream } from '#shared/random/stream.ts'
import type { Letter, Point } from './syntheticScripts.ts'

/**
 * How the letters are drawn. Lengths are in units of half the image's side (the image reaches from -1 to 1), so the
 * scene is the same at every image size; intensities are on the scale 0..1.
 *
 * The ink is always lighter than the board: were it darker as often, no linear filter would tell anything at the
 * start of a training, and when a network gets beyond that start is luck.
 */
const appearance = {
  /** Share of images that show a letter of a script drawn at random: the error no network falls below, times 0.9. */
  misfiledShare: 0.03,
  /** Distance between neighbouring points of a letter, lowest and highest. */
  spacing: [0.47, 0.6],
  /** Furthest shift of a point of the letter along each axis, and of the letter as a whole. */
  wobble: 0.045,
  shift: 0.08,
  /** Tangent of half the largest tilt (0.05: 6 degrees). */
  tilt: 0.05,
  /** Half the width of the pen, lowest and highest. */
  penRadius: [0.09, 0.15],
  /** Colour of the board in the middle, lowest and highest of each channel, and how much it changes to each side. */
  board: [0.05, 0.65],
  gradient: 0.5,
  /** How much lighter the ink is than the board, lowest and highest. */
  contrast: [0.6, 1],
  /** How far the channels of a colour difference part: 0 is grey. */
  tint: 0.5,
  /** Gain of the finished image, lowest and highest. */
  gain: [0.7, 1],
  /** Standard deviation of the noise of a pixel's brightness and of each of its channels. */
  noise: 0.02,
} as const satisfies Record<string, number | readonly [number, number]>

/** Which image: the split's number, its place in the split, and the script it is filed under. */
export interface SyntheticImage {
  seed: number
  split: number
  index: number
  label: number
}

/**
 * Draws an image of the built-in set into `record`, planar [3, size, size]. Only sums, products, quotients and square
 * roots are used, which IEEE 754 rounds exactly: the same image on every machine, to the bit.
 */
export function renderSynthetic(
  record: Uint8Array,
  size: number,
  scripts: readonly (readonly Letter[])[],
  { seed, split, index, label }: SyntheticImage,
): void {
  const random = stream(seed, 'dataset', split, index)
  const misfiled = random.uniform() < appearance.misfiledShare
  const script = scripts[misfiled ? random.below(scripts.length) : label]!
  const paint = drawScene(random, script[random.below(script.length)]!, 2 / size)
  const plane = size * size
  const colour = new Float64Array(3)
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i++) {
      paint((2 * x + 1) / size - 1, (2 * y + 1) / size - 1, colour)
      const brightness = noise(random.next())
      for (let channel = 0; channel < 3; channel++) {
        const value = colour[channel]! + appearance.noise * (brightness + noise(random.next()))
        record[channel * plane + i] = Math.min(255, Math.max(0, Math.floor(255 * value + 0.5)))
      }
    }
  }
}

/** Nearly normal, mean 0 and variance 1/2 (so that two sum to 1): the sum of a random word's four bytes. */
function noise(word: number): number {
  const sum = (word & 255) + ((word >>> 8) & 255) + ((word >>> 16) & 255) + (word >>> 24)
  return (sum - 510) * 0.004784
}

type Colour = readonly [number, number, number]
/** Writes the colour at (x, y), each from -1 (left, top) to 1, without noise. */
type Paint = (x: number, y: number, colour: Float64Array) => void

/** A letter on its board with everything but its strokes drawn at random; `pixel` is the width over which edges fade. */
function drawScene(random: Stream, letter: Letter, pixel: number): Paint {
  const between = ([low, high]: readonly [number, number]) => low + (high - low) * random.uniform()
  const around = (limit: number) => limit * (2 * random.uniform() - 1)
  const tinted = (strength: number): Colour => {
    const part = () => strength * (1 + around(appearance.tint))
    return [part(), part(), part()]
  }

  const board: Colour = [between(appearance.board), between(appearance.board), between(appearance.board)]
  const slopeX = tinted(around(appearance.gradient))
  const slopeY = tinted(around(appearance.gradient))
  const ink = tinted(between(appearance.contrast))
  const points = placed(letter, { spacing: between(appearance.spacing), around })
  const penRadius = between(appearance.penRadius)
  const gain = between(appearance.gain)

  return (x, y, colour) => {
    const covered = coverage(distanceToPath(x, y, points) - penRadius, pixel)
    for (let channel = 0; channel < 3; channel++) {
      const behind = board[channel]! + x * slopeX[channel]! + y * slopeY[channel]!
      colour[channel] = 0.5 + gain * (behind + covered * ink[channel]! - 0.5)
    }
  }
}

/** The points of a letter in the image: wobbling, tilted, shifted. */
function placed(letter: Letter, { spacing, around }: { spacing: number; around: (limit: number) => number }): Point[] {
  const [cosine, sine] = turn(around(appearance.tilt))
  const shiftX = around(appearance.shift)
  const shiftY = around(appearance.shift)
  return letter.map(([gridX, gridY]) => {
    const x = spacing * gridX + around(appearance.wobble)
    const y = spacing * gridY + around(appearance.wobble)
    return [cosine * x - sine * y + shiftX, sine * x + cosine * y + shiftY]
  })
}

/** Cosine and sine of twice the angle whose tangent is given: a rotation without trigonometry. */
function turn(tangent: number): readonly [number, number] {
  const square = tangent * tangent
  return [(1 - square) / (1 + square), (2 * tangent) / (1 + square)]
}

/** Distance of (x, y) from the line through `points`, of which no two neighbours coincide. */
function distanceToPath(x: number, y: number, points: readonly Point[]): number {
  let least = Infinity
  for (let i = 1; i < points.length; i++) {
    const [startX, startY] = points[i - 1]!
    const [endX, endY] = points[i]!
    const alongX = endX - startX
    const alongY = endY - startY
    const fromX = x - startX
    const fromY = y - startY
    const share = (fromX * alongX + fromY * alongY) / (alongX * alongX + alongY * alongY)
    const nearest = Math.min(1, Math.max(0, share))
    const offX = fromX - nearest * alongX
    const offY = fromY - nearest * alongY
    least = Math.min(least, offX * offX + offY * offY)
  }
  return Math.sqrt(least)
}

/** How much of a pixel lies inside, given the distance of its centre from the outline. */
const coverage = (distance: number, pixel: number): number => Math.min(1, Math.max(0, 0.5 - distance / pixel))
