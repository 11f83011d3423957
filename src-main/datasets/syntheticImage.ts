import type { Stream } from '#shared/random/stream.ts'
import { stream } from '#shared/random/stream.ts'
import type { Shape } from './syntheticClasses.ts'
import { difficulty, syntheticClasses } from './syntheticClasses.ts'

/** Which image: the split's number, its place in the split, and the class it is filed under. */
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
export function renderSynthetic(record: Uint8Array, size: number, { seed, split, index, label }: SyntheticImage): void {
  const random = stream(seed, 'dataset', split, index)
  const mislabelled = random.uniform() < difficulty.mislabelledShare
  const shown = mislabelled ? random.below(syntheticClasses.length) : label
  const paint = drawScene(random, shown, 2 / size)
  const plane = size * size
  const colour = new Float64Array(3)
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i++) {
      paint((2 * x + 1) / size - 1, (2 * y + 1) / size - 1, colour)
      const brightness = noise(random.next())
      for (let channel = 0; channel < 3; channel++) {
        const value = colour[channel]! + difficulty.noise * (brightness + noise(random.next()))
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

/** A scene of the class `label` with everything else drawn at random; `pixel` is the width over which edges fade. */
function drawScene(random: Stream, label: number, pixel: number): Paint {
  const { shape, texture, companion } = syntheticClasses[label]!
  const between = ([low, high]: readonly [number, number]) => low + (high - low) * random.uniform()
  const centred = () => 2 * random.uniform() - 1

  const background: Colour = [0.5 + 0.25 * centred(), 0.5 + 0.25 * centred(), 0.5 + 0.25 * centred()]
  const slopeX = scaled(direction(random), difficulty.gradient * centred())
  const slopeY = scaled(direction(random), difficulty.gradient * centred())
  const rippleColour = scaled(direction(random), difficulty.ripple)
  const ripple = turn(centred())
  const rippleFrequency = 1 / between(difficulty.texturePeriod)
  const ripplePhase = random.uniform()

  const [cosine, sine] = turn(difficulty.tilt * centred())
  const originX = difficulty.shift * centred()
  const originY = difficulty.shift * centred()
  const radius = between(difficulty.figureRadius)
  const up = companion === 'above' ? -1 : 1
  // Figure and dot share the height of the image, so the pair is centred, not the figure.
  const figureY = -up * 0.22
  const outline = outlines[shape]
  const figureColour = scaled(direction(random), between(difficulty.figureContrast))
  const phaseColour = scaled(direction(random), between(difficulty.textureContrast) / 2)
  const [grainCosine, grainSine] = turn(difficulty.grainTilt * centred())
  const frequency = 1 / between(difficulty.texturePeriod)
  const grainPhase = random.uniform()
  const sharpness = 1 / (4 * frequency * pixel)

  const dotColour = () => scaled(direction(random), between(difficulty.dotContrast))
  const dots = [{ x: 0.25 * centred(), y: up * 0.68, radius: between(difficulty.dotRadius), colour: dotColour() }]
  for (let i = 0; i < difficulty.distractors; i++) {
    const side = random.uniform() < 0.5 ? -1 : 1
    const x = side * (0.78 + 0.1 * random.uniform())
    dots.push({ x, y: 0.5 * centred(), radius: between(difficulty.dotRadius), colour: dotColour() })
  }

  const occluded = random.uniform() < difficulty.occludedShare
  const [barCosine, barSine] = turn(centred())
  const barOffset = 0.6 * centred()
  const barHalfWidth = between(difficulty.occluderHalfWidth)
  const barColour: Colour = [random.uniform(), random.uniform(), random.uniform()]
  const gain = between(difficulty.gain)

  return (x, y, colour) => {
    const rippled = wave(rippleFrequency * (ripple[0] * x + ripple[1] * y) + ripplePhase)
    const u = cosine * (x - originX) + sine * (y - originY)
    const v = cosine * (y - originY) - sine * (x - originX)
    const figure = coverage(outline(u / radius, (v - figureY) / radius) * radius, pixel)
    const across = texture === 'upright' ? grainCosine * u + grainSine * v : grainCosine * v - grainSine * u
    const phase = clamp(2 * sharpness * wave(frequency * across + grainPhase))
    const bar = occluded ? coverage(Math.abs(barCosine * x + barSine * y - barOffset) - barHalfWidth, pixel) : 0
    for (let channel = 0; channel < 3; channel++) {
      let value = background[channel]! + x * slopeX[channel]! + y * slopeY[channel]! + rippled * rippleColour[channel]!
      for (const dot of dots) {
        const du = u - dot.x
        const dv = v - dot.y
        value += coverage(Math.sqrt(du * du + dv * dv) - dot.radius, pixel) * dot.colour[channel]!
      }
      value += figure * (figureColour[channel]! + phase * phaseColour[channel]!)
      value += bar * (barColour[channel]! - value)
      colour[channel] = 0.5 + gain * (value - 0.5)
    }
  }
}

/** Distance to the outline of a figure of radius 1, negative inside; all three cover about the same area. */
const outlines: Record<Shape, (u: number, v: number) => number> = {
  disc: (u, v) => Math.sqrt(u * u + v * v) - 0.85,
  triangle: (u, v) => Math.max(v - 0.6, 0.866 * Math.abs(u) - 0.5 * v - 0.6),
  cross: (u, v) => {
    const a = Math.abs(u)
    const b = Math.abs(v)
    return Math.min(Math.max(a - 0.34, b - 1), Math.max(a - 1, b - 0.34))
  },
}

/** How much of a pixel lies inside, given the distance of its centre from the outline. */
const coverage = (distance: number, pixel: number): number => Math.min(1, Math.max(0, 0.5 - distance / pixel))
const clamp = (value: number): number => Math.min(1, Math.max(-1, value))

/** A triangle wave of period 1 between -1 and 1. */
function wave(t: number): number {
  const phase = t - Math.floor(t)
  return 4 * Math.abs(phase - 0.5) - 1
}

/** Cosine and sine of the angle whose half has the tangent t. */
function turn(t: number): [number, number] {
  return [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)]
}

const scaled = ([red, green, blue]: Colour, by: number): Colour => [red * by, green * by, blue * by]

/** A random unit colour: brightness of either sign, tinted. Its opposite is equally likely. */
function direction(random: Stream): Colour {
  const sign = random.uniform() < 0.5 ? -1 : 1
  const tint = () => 1 + difficulty.tint * (2 * random.uniform() - 1)
  const vector: Colour = [tint(), tint(), tint()]
  const length = Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2])
  return scaled(vector, sign / length)
}
