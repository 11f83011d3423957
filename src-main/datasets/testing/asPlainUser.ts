/** Runs `act` without root's right to read everything. Folders must be accessible to others. */
export async function asPlainUser<T>(act: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return act()
  const nobody = 65_534
  process.seteuid!(nobody)
  try {
    return await act()
  } finally {
    process.seteuid!(0)
  }
}
