/** What was measured of a published network on ImageNet. */
export interface PublishedFigures {
  /**
   * Top-1 error on ImageNet's validation images, in percent, after 100 epochs under the paper's basic training settings
   * (no dropout, drop-connect, AutoAugment or averaged weights), one crop.
   */
  readonly errorPercent: number
  /** Inference of 64 images on one NVIDIA V100, in milliseconds. */
  readonly inferenceMs: number
  /** Training of 100 epochs on eight V100, in hours. */
  readonly trainingHours: number
}

type Row = readonly [name: string, errorPercent: number, inferenceMs: number, trainingHours: number]

/**
 * The figures that the paper's authors published with the networks (pycls, MODEL_ZOO.md and dev/model_error.json of
 * 2020-09): of five trainings the one nearest to the mean. The paper's Figures 15 and 16 and Tables 3 and 4 print errors
 * of an earlier set of five, which differ by up to 0.2 points, and times measured another way.
 */
const rows: readonly Row[] = [
  ['RegNetX-200MF', 31.088, 11, 3],
  ['RegNetX-400MF', 27.382, 15, 4.2],
  ['RegNetX-600MF', 25.864, 18, 4.5],
  ['RegNetX-800MF', 24.846, 23, 5.9],
  ['RegNetX-1.6GF', 23.038, 35, 8.9],
  ['RegNetX-3.2GF', 21.736, 59, 15.1],
  ['RegNetX-4.0GF', 21.356, 74, 17.9],
  ['RegNetX-6.4GF', 20.844, 95, 24.3],
  ['RegNetX-8.0GF', 20.728, 97, 23.7],
  ['RegNetX-12GF', 20.288, 142, 34.6],
  ['RegNetX-16GF', 19.956, 171, 41.3],
  ['RegNetX-32GF', 19.498, 337, 81.8],
  ['RegNetY-200MF', 29.658, 12, 3.3],
  ['RegNetY-400MF', 25.898, 19, 5.3],
  ['RegNetY-600MF', 24.54, 20, 5.3],
  ['RegNetY-800MF', 23.684, 23, 6.1],
  ['RegNetY-1.6GF', 22.066, 41, 10.3],
  ['RegNetY-3.2GF', 21.074, 69, 17],
  ['RegNetY-4.0GF', 20.64, 69, 17.5],
  ['RegNetY-6.4GF', 20.11, 108, 27.2],
  ['RegNetY-8.0GF', 20.052, 115, 29.3],
  ['RegNetY-12GF', 19.67, 152, 36.9],
  ['RegNetY-16GF', 19.608, 208, 50.8],
  ['RegNetY-32GF', 19.066, 331, 79.4],
  ['ResNet-50', 23.19, 57, 14.8],
  ['ResNet-101', 21.414, 97, 24],
  ['ResNet-152', 20.87, 140, 33.7],
  ['ResNeXt-50', 21.884, 85, 22.1],
  ['ResNeXt-101', 20.664, 151, 39.9],
  ['ResNeXt-152', 20.386, 231, 57.6],
  ['EfficientNet-B0', 24.92, 31, 8.8],
  ['EfficientNet-B1', 24.068, 47, 13.2],
  ['EfficientNet-B2', 23.518, 58, 16.4],
  ['EfficientNet-B3', 22.47, 92, 26.4],
  ['EfficientNet-B4', 21.374, 201, 57.1],
  ['EfficientNet-B5', 21.674, 446, 122.6],
]

/** The figures by the network's name in the paper. */
export const publishedFigures: ReadonlyMap<string, PublishedFigures> = new Map(
  rows.map(([name, errorPercent, inferenceMs, trainingHours]) => [name, { errorPercent, inferenceMs, trainingHours }]),
)
