/** Whether a file name has a supported image extension: JPEG in all variants, PNG, WebP, BMP, TIFF. */
export const isImageName = (name: string): boolean =>
  /\.(jpe?g|jpe|jfif?|jif|pjpe?g|pjp|png|webp|bmp|dib|tiff?)$/i.test(name)
