/** The first of `name`, "name (2)", "name (3)", … that is not taken; `numbered` may format the suffix differently. */
export function freeName(
  name: string,
  isTaken: (name: string) => boolean,
  numbered = (stem: string, number: number) => `${stem} (${number})`,
): string {
  for (let number = 1; ; number++) {
    const offered = number === 1 ? name : numbered(name, number)
    if (!isTaken(offered)) return offered
  }
}
