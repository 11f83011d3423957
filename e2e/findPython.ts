import { spawnSync } from 'node:child_process'

/** The Python to use: the one in REGBENCH_PYTHON, or the system's. */
export const python = process.env['REGBENCH_PYTHON'] ?? (process.platform === 'win32' ? 'python' : 'python3')

/** Why Python cannot check exported models here, as a sentence; undefined if it can. */
export function pythonUnavailable(modules: readonly string[]): string | undefined {
  const missing = spawnSync(
    python,
    ['-c', `import importlib.util as u; print(*[m for m in ${JSON.stringify(modules)} if u.find_spec(m) is None])`],
    { encoding: 'utf8' },
  )
  if (missing.error || missing.status !== 0)
    return `There is no ${python}: install Python or name one by REGBENCH_PYTHON.`
  const names = missing.stdout.trim()
  return names === '' ? undefined : `${python} lacks ${names}: install them by pip, or name another by REGBENCH_PYTHON.`
}
