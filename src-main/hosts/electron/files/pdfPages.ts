/** The number of pages of a PDF written by Chromium, which leaves page objects uncompressed. */
export const pageCount = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
