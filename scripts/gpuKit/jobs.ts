/** What a kit is run with on a machine with a GPU. */
export interface KitSetting {
  /** onnxruntime's names of the providers, the most important first. */
  providers: readonly string[]
  /** The Python interpreter that has PyTorch. */
  python: string
  /** PyTorch's device. */
  device: string
  /** Folder of the lists networks.json and population.json. */
  lists: string
  /** Name of the network that PyTorch compiles, which takes it a minute. */
  compiled: string
  /** Folder of reference data. */
  reference: string
  /** The engines by provider. */
  enginesOf: (provider: string) => readonly string[]
}

/** Something that the kit measures or checks by a process of its own. */
export interface Job {
  id: string
  /** Arguments of Node: a script and its options. It prints JSON lines. */
  words: readonly string[]
  /** Its own time limit. */
  seconds: number
}

/** The networks at once in a trainer that are measured. */
export const slotCounts = [1, 2, 4, 8, 16]

/**
 * The jobs of a kit, the most important first: what cannot start in time is left out. Correctness comes first, then steps
 * against PyTorch, then populations.
 */
export function kitJobs({ providers, python, device, lists, reference, compiled, enginesOf }: KitSetting): Job[] {
  const bench = (id: string, seconds: number, ...words: string[]): Job => ({
    ...{ id, seconds, words: ['src-main/hosts/cli/main.ts', ...words, '--json'] },
  })
  const networks = ['--networks', `${lists}/networks.json`]
  const population = ['--networks', `${lists}/population.json`]
  const torch = ['--python', python, '--device', device]
  return [
    bench('providers', 90, 'providers'),
    ...providers.flatMap((provider) => [
      bench(`verify ${provider}`, 90, 'verify', reference, '--provider', provider, '--only', 'train_step'),
      {
        ...{ id: `engines ${provider}`, seconds: 60 },
        words: ['scripts/gpuKit/engineBits.ts', provider, ...enginesOf(provider)],
      },
    ]),
    ...providers.map((provider) =>
      bench(
        ...([`compare ${provider}`, 75, 'bench', 'compare', ...torch, ...networks] as const),
        ...['--provider', provider, '--against', 'eager,fused,amp', '--rounds', '5', '--steps', '10'],
      ),
    ),
    ...providers.flatMap((provider) =>
      slotCounts.map((slots) =>
        bench(
          ...([`population ${provider} ${slots}`, 45 + slots, 'bench', 'population', ...population] as const),
          ...['--provider', provider, '--recipe', 'quick', '--trainers', '1', '--slots', `${slots}`],
          // A trainer loads its networks one after another, each for a second.
          ...['--seconds', `${10 + slots}`],
        ),
      ),
    ),
    ...providers.map((provider) =>
      bench(
        ...([`compare population ${provider}`, 75, 'bench', 'compare', ...torch, ...population] as const),
        ...['--provider', provider, '--rounds', '3', '--steps', '10'],
      ),
    ),
    ...providers.flatMap((provider) =>
      enginesOf(provider).map((engine) =>
        bench(
          ...([`step ${provider} ${engine}`, 45, 'bench', 'step', ...networks] as const),
          ...['--provider', provider, '--engine', engine, '--steps', '30'],
        ),
      ),
    ),
    ...providers
      .slice(0, 1)
      .map((provider) =>
        bench(
          ...([`compile ${provider}`, 90, 'bench', 'compare', ...torch, ...networks] as const),
          ...['--provider', provider, '--against', 'compile', '--only', compiled, '--rounds', '5', '--steps', '10'],
        ),
      ),
  ]
}
