/** Images that a data set may hold: beyond that it is a mistake, and would take what the machine has. */
export const mostImages = 5_000_000
/** Classes that it may hold: labels are kept in 16 bits. */
export const mostClasses = 65_536
/** Folders in each other that are looked through. */
export const mostDepth = 32

/** What one image file may be. */
export const imageLimits = {
  fileBytes: 256 * 2 ** 20,
  pixels: 0x3fff * 0x3fff,
  /** Of width and height, in px. A decoder keeps whole rows: a few of 13 million px take gigabytes. */
  side: 0xffff,
  /** Of decoding. */
  seconds: 120,
}
