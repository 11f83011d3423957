/** The number of pages of a PDF that Chromium wrote: it names each beside its drawings, which alone are packed. */
export const pageCount = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
