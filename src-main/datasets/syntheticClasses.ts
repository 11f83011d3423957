export type Shape = 'disc' | 'triangle' | 'cross'
export type Texture = 'upright' | 'level'
export type Companion = 'above' | 'below'

/** What makes the class of an image of the built-in set; everything else about it is drawn at random. */
export interface SyntheticClass {
  shape: Shape
  texture: Texture
  companion: Companion
}

/**
 * Ten of the twelve combinations. No single property tells the class: a network has to see the outline, the fine
 * pattern inside it and where the dot lies, and put the three together.
 */
export const syntheticClasses: readonly SyntheticClass[] = [
  { shape: 'disc', texture: 'upright', companion: 'above' },
  { shape: 'disc', texture: 'upright', companion: 'below' },
  { shape: 'disc', texture: 'level', companion: 'above' },
  { shape: 'disc', texture: 'level', companion: 'below' },
  { shape: 'triangle', texture: 'upright', companion: 'above' },
  { shape: 'triangle', texture: 'level', companion: 'below' },
  { shape: 'cross', texture: 'upright', companion: 'above' },
  { shape: 'cross', texture: 'upright', companion: 'below' },
  { shape: 'cross', texture: 'level', companion: 'above' },
  { shape: 'cross', texture: 'level', companion: 'below' },
]

/**
 * How hard the set is. Lengths are in units of half the image's side (the image reaches from -1 to 1), so the scene is
 * the same at every image size; intensities are on the scale 0..1.
 */
export const difficulty = {
  /** Share of images that show a class drawn at random instead of their label: the error no network falls below, times 0.9. */
  mislabelledShare: 0.04,
  /** Radius of the figure, lowest and highest. */
  figureRadius: [0.5, 0.68],
  /** Furthest shift of the scene, each way along each axis. */
  shift: 0.12,
  /** Tangent of half the largest tilt of the scene (0.12: 14 degrees). */
  tilt: 0.12,
  /** Tangent of half the largest tilt of the stripes against the scene (0.15: 17 degrees). */
  grainTilt: 0.15,
  /** One period of the texture, lowest and highest. At 16 pixels 0.5 is 4 pixels. */
  texturePeriod: [0.5, 0.56],
  /** Colour difference between the two phases of the texture, lowest and highest. */
  textureContrast: [0.8, 1.1],
  /** Colour difference between figure and background, lowest and highest. */
  figureContrast: [0.6, 0.9],
  /** How far the channels of a colour difference part: 0 is grey. */
  tint: 0.5,
  /** Radius of the dot. */
  dotRadius: [0.17, 0.24],
  /** Colour difference between dot and background, lowest and highest. */
  dotContrast: [0.4, 0.8],
  /** Dots beside the figure, which mean nothing. */
  distractors: 1,
  /** Strength of the slow colour gradient and of the ripples behind the figure. */
  gradient: 0.3,
  ripple: 0.04,
  /** Share of images partly covered by a bar, and its half width. */
  occludedShare: 0.4,
  occluderHalfWidth: [0.08, 0.16],
  /** Gain of the finished image, lowest and highest. */
  gain: [0.7, 1],
  /** Standard deviation of the noise of a pixel's brightness and of each of its channels. */
  noise: 0.04,
} as const satisfies Record<string, number | readonly [number, number]>
