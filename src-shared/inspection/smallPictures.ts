/** Images one after another: uint8 RGB, planar, `imageSize` squared. */
interface Pictures {
  readonly imageSize: number
  readonly pixels: Uint8Array
}

/**
 * The pictures with sides of at most `most` pixels: each pixel is the mean of the area that it covers, rounded. Those that
 * are no larger stay as they are.
 */
export function smallPictures({ imageSize, pixels }: Pictures, most: number): Pictures {
  if (imageSize <= most) return { imageSize, pixels }
  const shares = areaShares(imageSize, most)
  const planes = pixels.length / imageSize ** 2
  const small = new Uint8Array(planes * most ** 2)
  for (let plane = 0; plane < planes; plane++)
    for (const [y, rows] of shares.entries())
      for (const [x, columns] of shares.entries()) {
        let sum = 0
        for (const [row, height] of rows)
          for (const [column, width] of columns)
            sum += height * width * pixels[(plane * imageSize + row) * imageSize + column]!
        small[(plane * most + y) * most + x] = Math.round(sum)
      }
  return { imageSize: most, pixels: small }
}

/** For each of `to` equal parts of a line of `from` pixels: the pixels that it covers, with their shares of it. */
function areaShares(from: number, to: number): (readonly [pixel: number, share: number])[][] {
  const length = from / to
  return Array.from({ length: to }, (_, part) => {
    const [start, end] = [part * length, (part + 1) * length]
    const covered: (readonly [number, number])[] = []
    for (let pixel = Math.floor(start); pixel < Math.min(from, end); pixel++) {
      const share = (Math.min(pixel + 1, end) - Math.max(pixel, start)) / length
      if (share > 0) covered.push([pixel, share])
    }
    return covered
  })
}
