/** `name`, or "name (2)", "name (3)" and so on: the first that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const offered = number === 1 ? name : `${name} (${number})`
    if (!isTaken(offered)) return offered
  }
}
