/** `name`, or "name (2)", "name (3)" and so on (or as `numbered` writes it): the first that is not taken. */
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
