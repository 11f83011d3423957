/** Whether a file is an image that can be read, by its name: JPEG under all its endings, PNG, WebP, BMP, TIFF. */
export const isImageName = (name: string): boolean =>
  /\.(jpe?g|jpe|jfif?|jif|pjpe?g|pjp|png|webp|bmp|dib|tiff?)$/i.test(name)
