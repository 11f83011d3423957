/** The fields of the project's package.json that its science takes over. */
export interface ProjectPackage {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly engines: Readonly<Record<string, string>>
  /** Source by module: ./src-shared/science/statistics.ts by ./statistics. */
  readonly exports: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
}

/** The packages that the modules import. */
export const sciencePackages = ['echarts', 'fast-png', 'intl-messageformat', 'protobufjs', 'zod']

/** The package.json of the science as a package of its own; `#shared/…` stands in its declarations alone. */
export function sciencePackage({ name, version, license, engines, exports, dependencies }: ProjectPackage) {
  return {
    name,
    version,
    description: 'Design spaces of convolutional networks: sampling, statistics, refinement, training graphs.',
    license,
    type: 'module',
    sideEffects: false,
    engines,
    exports: Object.fromEntries(
      Object.keys(exports).map((module) => {
        const file = module.slice(2)
        return [module, { types: `./types/science/${file}.d.ts`, default: `./${file}.js` }]
      }),
    ),
    imports: { '#shared/*.ts': { types: './types/*.d.ts' } },
    dependencies: Object.fromEntries(sciencePackages.map((one) => [one, dependencies[one]])),
  }
}
