import sharp from 'sharp'

/** Dots per inch of pictures, which journals ask for. */
const dotsPerInch = 300
/** The renderer's resolution: it takes a px for 1/72 inch, and a CSS px is 1/96. */
const density = (dotsPerInch * 72) / 96

const [, , svg, png] = process.argv
await sharp(svg, { density })
  .flatten({ background: '#ffffff' })
  .withMetadata({ density: dotsPerInch })
  .png({ palette: true })
  .toFile(png!)
