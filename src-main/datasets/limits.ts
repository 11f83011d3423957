/** Maximum images of a data set; more is likely a mistake and would exhaust the machine. */
export const mostImages = 5_000_000
/** Maximum classes: labels are stored in 16 bits. */
export const mostClasses = 65_536
/** Maximum folder depth searched. */
export const mostDepth = 32

/** Limits on one image file. */
export const imageLimits = {
  fileBytes: 256 * 2 ** 20,
  pixels: 0x3fff * 0x3fff,
  /**
   * Maximum width and height in pixels. Decoders hold whole rows in memory: a few of 13 million pixels take gigabytes.
   */
  side: 0xffff,
  /** Maximum decoding time. */
  seconds: 120,
}
