import type { Operator } from '#shared/graph/graph.ts'
import { addTo, at } from './elements.ts'
import type { FeatureMap, PerImage } from './shapes.ts'

/** x [N, C, H, W] times s [N, C], per image and channel. */
export const scaleChannels: Operator<[x: FeatureMap, s: PerImage], [y: FeatureMap]> = {
  id: 'scaleChannels',
  shapes([x, s]) {
    if (x[0] !== s[0] || x[1] !== s[1]) throw new RangeError(`invalid scale shape: [${s}] (feature map [${x}])`)
    return [x]
  },
  evaluate([x, s]) {
    const plane = x.shape[2] * x.shape[3]
    return [x.data.map((value, i) => value * at(s, Math.floor(i / plane)))]
  },
  gradient: ({ graph, inputs: [x, s], dy }) => [
    graph.apply1(scaleChannels, [dy, s], {}),
    graph.apply1(channelDot, [dy, x], {}),
  ],
}

/** Sum over positions of a times b, both [N, C, H, W] -> [N, C]. */
export const channelDot: Operator<[a: FeatureMap, b: FeatureMap], [dot: PerImage]> = {
  id: 'channelDot',
  shapes: ([[images, channels]]) => [[images, channels]],
  evaluate([a, b]) {
    const plane = a.shape[2] * a.shape[3]
    const out = new Float64Array(a.data.length / plane)
    a.data.forEach((value, i) => addTo(out, Math.floor(i / plane), value * at(b, i)))
    return [out]
  },
}
