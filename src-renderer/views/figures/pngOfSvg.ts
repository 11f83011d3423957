const dotsPerMillimetre = 300 / 25.4

/** A picture measured in millimetres as PNG with 300 dots per inch. Rejects if the browser cannot draw it. */
export async function pngOfSvg(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  const [, width, height] = /width="([\d.]+)mm" height="([\d.]+)mm"/.exec(svg)!
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(Number(width) * dotsPerMillimetre)
  canvas.height = Math.round(Number(height) * dotsPerMillimetre)
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new RangeError(`invalid size: ${canvas.width} x ${canvas.height} (too large for a picture)`)
  return blob
}
