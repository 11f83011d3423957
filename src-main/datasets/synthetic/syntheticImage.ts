import type { Stream } from '#shared/random/stream.ts'
import { stream } from '#shared/random/stream.ts'
import type { Letter, Point } from './syntheticScripts.ts'

/**
 * How letters are rendered. Lengths are in units of half the image's side (coordinates range from -1 to 1), so the
 * scene is the same at every image size; intensities are on the 0..1 scale.
 *
 * The ink is always lighter than the board. If it were darker as often, no linear filter would carry information at the
 * start of training, and when a network gets past that would be luck.
 */
const appearance = {
  /** Share of images that show a letter of a random script; times 0.9, this is the irreducible error. */
  misfiledShare: 0.03,
  /** Distance between neighbouring points of a letter, minimum and maximum. */
  spacing: [0.47, 0.6],
  /** Maximum shift of a point of the letter along each axis, and of the whole letter. */
  wobble: 0.045,
  shift: 0.08,
  /** Tangent of half the maximum tilt (0.05: 6 degrees). */
  tilt: 0.05,
  /** Half the pen width, minimum and maximum. */
  penRadius: [0.09, 0.15],
  /** Colour of the board at its centre, minimum and maximum per channel, and its change towards each side. */
  board: [0.05, 0.65],
  gradient: 0.5,
  /** How much lighter the ink is than the board, minimum and maximum. */
  contrast: [0.6, 1],
  /** Spread between the channels of a colour difference; 0 is grey. */
  tint: 0.5,
  /** Gain of the finished image, minimum and maximum. */
  gain: [0.7, 1],
  /** Standard deviation of the noise in a pixel's brightness and in each of its channels. */
  noise: 0.02,
} as const satisfies Record<string, number | readonly [number, number]>

/** Identifies an image: number of the split, index in the split, and the script of its label. */
export interface SyntheticImage {
  seed: number
  split: number
  index: number
  label: number
}

/**
 * Renders an image of the built-in set into `record`, planar [3, size, size]. Uses only sums, products, quotients and
 * square roots, which IEEE 754 rounds exactly, so the image is bit-identical on every machine.
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

/**
 * An approximately normal value with mean 0 and variance 1/2 (so that two sum to variance 1): the sum of a random
 * word's four bytes.
 */
function noise(word: number): number {
  const sum = (word & 255) + ((word >>> 8) & 255) + ((word >>> 16) & 255) + (word >>> 24)
  return (sum - 510) * 0.004784
}

type Colour = readonly [number, number, number]
/** Writes the noiseless colour at (x, y), each from -1 (left, top) to 1. */
type Paint = (x: number, y: number, colour: Float64Array) => void

/** A letter on its board with all random properties except its strokes; `pixel` is the width over which edges fade. */
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

/** The points of a letter in the image after wobble, tilt and shift. */
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

/** Cosine and sine of twice the angle with this tangent: a rotation without trigonometry. */
function turn(tangent: number): readonly [number, number] {
  const square = tangent * tangent
  return [(1 - square) / (1 + square), (2 * tangent) / (1 + square)]
}

/** Distance of (x, y) from the polyline through `points`, no two neighbours of which coincide. */
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

/** Fraction of a pixel that lies inside, given the distance of its centre from the outline. */
const coverage = (distance: number, pixel: number): number => Math.min(1, Math.max(0, 0.5 - distance / pixel))
