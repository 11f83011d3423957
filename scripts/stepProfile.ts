/**
 * Prints where the processor time of a training step goes on the CPU provider:
 *
 *   node scripts/stepProfile.ts NETWORKS.json [--plan x64] [--against x64-1] [--network 0] [--each Conv,Gemm]
 *
 * The nodes of each operator run again by themselves, on inputs of the same shapes: onnxruntime's own profile adds one
 * to two microseconds to every node, as much as a small one takes. `--each` tells the nodes of these operators apart by
 * shape. `--against` instead takes steps by this and another plan in turn, of all networks, and prints the gain. Times
 * are of the process, so that other work on the machine changes them little; they are the third decile.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as ort from 'onnxruntime-node'
import { sizeOf } from '#shared/graph/graph.ts'
import { lowerGraph, type LoweredGraph } from '#shared/lowering/lowerGraph.ts'
import { loweringPlans, type LoweringPlanName } from '#shared/lowering/planTable.ts'
import { readNetworks, type DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
import { modelProto } from '#shared/onnx/schema.ts'
import { optimiserOf, recipeSchema } from '#shared/training/recipe.ts'
import { trainingGraph } from '#shared/training/trainingGraph.ts'

/** The parts of a decoded model that are used. */
interface Node {
  name: string
  opType: string
  input: string[]
  output: string[]
  attribute: { name: string; i?: unknown; ints?: unknown[] }[]
}
interface Model {
  graph: { node: Node[]; initializer: { name: string }[] }
}
/** The shapes of a node's inputs, without those that are left out. */
type Shapes = readonly (readonly number[])[]

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    plan: { type: 'string', default: 'x64' },
    against: { type: 'string' },
    network: { type: 'string', default: '0' },
    each: { type: 'string', default: '' },
  },
})
const [path] = positionals
if (path === undefined) throw new RangeError('invalid arguments: no file of networks')
const networks = readNetworks(JSON.parse(readFileSync(path, 'utf8')))
if (options.against === undefined) await profile(networks[Number(options.network)]!, planNamed(options.plan))
else await compare(planNamed(options.plan), planNamed(options.against))

function planNamed(name: string): LoweringPlanName {
  if (Object.hasOwn(loweringPlans, name)) return name as LoweringPlanName
  throw new RangeError(`invalid plan: ${name} (one of ${Object.keys(loweringPlans).join(', ')})`)
}

function lowered({ network, batch }: DescribedNetwork, plan: LoweringPlanName): LoweredGraph {
  return lowerGraph(trainingGraph(network, batch ?? 64, optimiserOf(recipeSchema.parse({}))), loweringPlans[plan])
}

function load(model: Uint8Array, more: ort.InferenceSession.SessionOptions = {}): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(model, {
    ...{ executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 },
    ...more,
  })
}

function filled(shape: readonly number[], value: number): ort.Tensor {
  return new ort.Tensor('float32', new Float32Array(sizeOf(shape)).fill(value), shape)
}

/** Runs a session once on tensors of its own. */
function runner(session: ort.InferenceSession, { inputs, outputs }: Pick<LoweredGraph, 'inputs' | 'outputs'>) {
  const feeds = Object.fromEntries(inputs.map(({ name, shape }) => [name, filled(shape, 0.3)]))
  const fetches = Object.fromEntries(outputs.map(({ name, shape }) => [name, filled(shape, 0)]))
  return () => session.run(feeds, fetches)
}

/** Microseconds of processor time of each action, taken in turn. */
async function times(actions: readonly (() => Promise<unknown>)[], repeats: number): Promise<number[]> {
  const taken: number[][] = actions.map(() => [])
  for (let i = -5; i < repeats; i++)
    for (const [k, act] of actions.entries()) {
      const before = process.cpuUsage()
      await act()
      const { user, system } = process.cpuUsage(before)
      if (i >= 0) taken[k]!.push(user + system)
    }
  return taken.map((values) => values.sort((a, b) => a - b)[Math.floor(0.3 * values.length)]!)
}

async function compare(plan: LoweringPlanName, against: LoweringPlanName): Promise<void> {
  let logarithms = 0
  for (const network of networks) {
    const both = [lowered(network, against), lowered(network, plan)] as const
    const sessions = await Promise.all(both.map(({ model }) => load(model)))
    const [before, after] = await times(
      sessions.map((session, i) => runner(session, both[i]!)),
      60,
    )
    for (const session of sessions) await session.release()
    logarithms += Math.log(before! / after!)
    const told = [against, both[0].nodes, ms(before!), plan, both[1].nodes, ms(after!), (before! / after!).toFixed(3)]
    console.log([network.name.padEnd(16), ...told].join('  '))
  }
  console.log(`geometric mean of the gains: ${Math.exp(logarithms / networks.length).toFixed(3)}`)
}

function ms(microseconds: number): string {
  return `${(microseconds / 1000).toFixed(2)} ms`
}

async function profile(network: DescribedNetwork, plan: LoweringPlanName): Promise<void> {
  const step = lowered(network, plan)
  const folder = mkdtempSync(join(tmpdir(), 'step-profile-'))
  try {
    const { model, shapes } = await optimised(step, folder)
    const whole = await load(step.model)
    const [all] = await times([runner(whole, step)], 60)
    await whole.release()
    console.log(`${network.name}, ${plan}: ${ms(all!)} a step, ${step.nodes} nodes\n`)
    const apart = options.each === '' ? [] : options.each.split(',')
    const groups = new Map<string, Node[]>()
    for (const node of model.graph.node) {
      // onnxruntime's profile does not tell the nodes apart to which it gave no names of their own.
      if (shapes.get(node.name)?.length !== node.input.filter((name) => name !== '').length) continue
      if (apart.length > 0 && !apart.includes(node.opType)) continue
      const key = apart.length === 0 ? node.opType : `${node.opType} ${JSON.stringify(shapes.get(node.name))}`
      groups.set(key, [...(groups.get(key) ?? []), node])
    }
    const lines: { key: string; count: number; us: number }[] = []
    for (const [key, nodes] of groups) lines.push({ key, count: nodes.length, us: await replay(model, nodes, shapes) })
    for (const { key, count, us } of lines.sort((a, b) => b.us - a.us))
      console.log(`${ms(us)}  ${String(count).padStart(5)} x ${(us / count).toFixed(2).padStart(7)} us  ${key}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The model as onnxruntime runs it, and the shapes of its nodes' inputs by the nodes' names. */
async function optimised(step: LoweredGraph, folder: string): Promise<{ model: Model; shapes: Map<string, Shapes> }> {
  const file = join(folder, 'optimised.onnx')
  const session = await load(step.model, {
    ...{ optimizedModelFilePath: file, enableProfiling: true, profileFilePrefix: join(folder, 'run') },
  })
  await runner(session, step)()
  session.endProfiling()
  await session.release()
  const events = JSON.parse(
    readFileSync(
      join(
        folder,
        readdirSync(folder).find((name) => name.startsWith('run'))!,
      ),
      'utf8',
    ),
  ) as { name: string; args: { input_type_shape?: Record<string, number[]>[] } }[]
  const shapes = new Map<string, Shapes>()
  for (const { name, args } of events)
    if (args?.input_type_shape && name.endsWith('_kernel_time'))
      shapes.set(
        name.slice(0, -'_kernel_time'.length),
        args.input_type_shape.map((of) => Object.values(of)[0]!),
      )
  return { model: modelProto.decode(readFileSync(file)) as unknown as Model, shapes }
}

/** Microseconds of these nodes alone, on constants of the same shapes. */
async function replay(model: Model, nodes: readonly Node[], shapes: ReadonlyMap<string, Shapes>): Promise<number> {
  const known = new Map(model.graph.initializer.map((tensor) => [tensor.name, tensor]))
  const constants = new Map<string, unknown>()
  const alone = nodes.map((node) => {
    const given = [...shapes.get(node.name)!]
    const input = node.input.map((name) => {
      if (name === '') return ''
      const dims = given.shift()!
      const initial = known.get(name)
      const key = initial ? name : `constant ${constants.size}`
      const rawData = new Uint8Array(new Float32Array(sizeOf(dims)).fill(0.3).buffer)
      constants.set(key, initial ?? { name: key, dims, dataType: 1, rawData })
      return key
    })
    return { ...node, input, output: node.output.map((name) => (name === '' ? '' : `${name} alone`)) }
  })
  const value = (name: string) => ({ name, type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: 1 }] } } } })
  const through = { name: 'through', opType: 'Identity', input: ['x'], output: ['y'], attribute: [] }
  const graph = { name: 'alone', node: [...alone, through], initializer: [...constants.values()] }
  const proto = { ...model, graph: { ...graph, input: [value('x')], output: [value('y')], valueInfo: [] } }
  const session = await load(modelProto.encode(proto).finish(), { graphOptimizationLevel: 'disabled' })
  const slot = (name: string) => ({ name, shape: [1], parts: [], batchLast: false })
  const [us] = await times([runner(session, { inputs: [slot('x')], outputs: [slot('y')] })], 60)
  await session.release()
  return us!
}
