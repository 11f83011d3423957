import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, afterEach, describe, expect, it } from 'vitest'
import { sampleFile } from '#main/services/studies/sampleStudy.ts'
import { speak } from '#main/hosts/process/language.ts'
import { plainUsageError, runCommandLine } from './commandLine.ts'
import { plansOf } from '#main/trainer/providers/plansHere.ts'
import { captureOutput } from './testing/captureOutput.ts'

let folder: string
const file = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regbench-cli-'))
  writeFileSync(file('regnet.json'), '{"wa": 36.44, "w0": 24, "wm": 2.49, "d": 13, "g": 8}')
  mkdirSync(file('empty'))
  writeFileSync(file('broken.json'), '{"wa": [1, 2')
  writeFileSync(file('newer.yaml'), 'formatVersion: 9\n')
  const stage = { depths: [1], widths: [8], strides: [1] }
  writeFileSync(file('stride.json'), JSON.stringify({ ...stage, strides: [5] }))
  writeFileSync(file('deep.json'), JSON.stringify({ ...stage, depths: [600] }))
  writeFileSync(file('narrow.json'), JSON.stringify({ ...stage, bot_muls: [0.01] }))
  writeFileSync(file('uneven.json'), JSON.stringify({ ...stage, widths: [36], group_ws: [16] }))
  writeFileSync(file('two.jsonl'), '["regnetx_002", "regnety_002"]')
  writeFileSync(
    file('pycls.yaml'),
    'MODEL: { TYPE: regnet, NUM_CLASSES: 10 }\nREGNET: { STEM_TYPE: res_stem_cifar, STEM_W: 16, SE_ON: True, DEPTH: 6, W0: 8, WA: 8, WM: 2, GROUP_W: 8 }\nTRAIN: { IM_SIZE: 32 }\n',
  )
  writeFileSync(
    file('stages2.yaml'),
    'id: R\nname: R\nstem: cifar\nstrides: [1, 2]\nparameters: { kind: regNet, depth: { law: uniform, low: 6, high: 16, quantum: 1 }, initialWidth: { law: logUniform, low: 8, high: 64, quantum: 8 }, widthSlope: { law: logUniform, low: 1, high: 64, quantum: 0.1 }, widthMultiplier: { law: logUniform, low: 1.5, high: 3, quantum: 0.001 }, bottleneckRatio: { law: choice, values: [1] }, groupWidth: { law: powerOf2, low: 1, high: 32 } }\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const terminal = captureOutput()

describe('incorrect usage exits with code 2 and one line that suggests the nearest option', () => {
  it.each([
    [['sampel'], "Unknown command 'sampel'. (Did you mean sample?)"],
    [['sample'], "Missing required argument 'space'."],
    [['sample', 'RegNetX', '--cont', '3'], "Unknown option '--cont'. (Did you mean --count?)"],
    [['sample', 'RegNetX', '--count', '0'], 'It must be a whole number from 1.'],
    [['sample', 'RegNetX', '--scale', 'tiny61'], '(did you mean tiny16?)'],
    [['verify', 'x', '--provider', 'webgp'], '(did you mean webgpu?)'],
    [['verify', 'x', '--only', 'stat'], 'There is no reference file stat (did you mean stats?).'],
    [['study', 'quik'], 'There is no preset quik (did you mean quick?).'],
    [['search'], 'Name a budget: --flops, --params, --acts or --time.'],
    [['search', '--time', 'soon'], 'soon is no time: write milliseconds, as in 5 or 0.2.'],
    [['search', '--time', '5'], 'A budget of time needs measured times: measure by `regbench time'],
    [['search', '--flops', 'many'], 'many is no budget: write a number, as in 400M or 0.5M.'],
    [['describe'], 'Give a network, or --list'],
    [['study', '--resume'], 'Name the folder of the study to resume with --out.'],
    [['study', '--start-over', '--out', 'x'], 'Write --start-over beside --resume.'],
    [['train', 'x.json', '--dataset', 'synthetic', '--start-over'], 'Write --start-over beside --resume.'],
    [['export', 'x', '--out', 'x.onnx', '--opset', '22'], 'It must be a whole number from 11 to 21.'],
    [['datasets', 'synthetic:16'], 'Write 16 as option=value.'],
    [['bench', 'population'], 'Give the networks by --networks, or the space to draw them from by --space.'],
    [['bench', 'compare', '--python', 'x'], 'Give the networks by --networks, or a folder of lists by --baseline.'],
    [['bench', 'compare', '--networks', 'x', '--against', 'eager,amb'], '(did you mean amp?)'],
    [['bench', 'population', '--space', 'RegNetX', '--slots', '0'], 'It must be a whole number from 1.'],
  ])('%j', async (words, sentence) => {
    expect(await runCommandLine(words)).toBe(2)
    expect(terminal.errors).toContain(sentence)
    expect(terminal.errors.trimEnd()).not.toContain('\n')
    expect(terminal.output).toBe('')
  })
})

describe('--lang chooses the language of errors', () => {
  afterEach(() => speak('en'))
  it.each([[['--lang', 'ko', 'study', 'quik']], [['study', 'quik', '--lang=ko']]])('%j', async (words) => {
    expect(await runCommandLine(words)).toBe(2)
    expect(terminal.errors).toBe('quik: 그런 프리셋이 없습니다(혹시 quick인가요?).\n')
  })
  it('and only one that there is', async () => {
    expect(await runCommandLine(['study', 'quick', '--lang', 'de'])).toBe(2)
    expect(terminal.errors).toBe('--lang is "de". Give one of en, ko.\n')
  })
})

describe('a failure exits with code 1 and a message', () => {
  it.each([
    [['describe', 'FOLDER/none.json'], 'FOLDER/none.json. Check the path.'],
    [['describe', 'FOLDER/broken.json'], 'FOLDER/broken.json is neither JSON nor YAML'],
    [['describe', 'regnety_005'], 'no published network is called regnety_005 (did you mean regnety_00'],
    [['describe', 'FOLDER/stride.json'], 'invalid network: strides[0] is 5 (at most 4)'],
    [
      ['train', 'FOLDER/deep.json', '--dataset', 'synthetic:imageSize=16', '--out', 'FOLDER/d'],
      '600 blocks: a network of at most 512',
    ],
    [
      ['bench', 'step', '--networks', 'FOLDER/narrow.json'],
      'bot_muls[0] is 0.01 (makes 0 inner channels of width 8: at least 1)',
    ],
    [['sample', 'FOLDER/two.jsonl'], 'FOLDER/two.jsonl contains several networks.'],
    [['sample', 'RegNetZ'], 'unknown design space: RegNetZ (did you mean RegNetX?)'],
    [['sample', 'RegNetX', '--flops', '3'], 'invalid flops: 3 (write low:high'],
    [['datasets', 'synthetic:imageSze=16'], 'imageSze: not known (did you mean imageSize?)'],
    [['datasets', 'imageFolder:folder=FOLDER/none,imageSize=16'], 'FOLDER/none does not exist'],
    [['study', 'FOLDER/newer.yaml', '--out', 'FOLDER/x'], 'format version 9'],
    [['study', 'FOLDER/none.yaml', '--out', 'FOLDER/x'], 'There is no file FOLDER/none.yaml'],
    [['study', '--resume', '--out', 'FOLDER/x'], 'There is no study in FOLDER/x to resume.'],
    [['study', 'quick', '--out', 'FOLDER'], 'Add --new-lab to make a lab beside the existing files'],
    [
      ['train', 'FOLDER/regnet.json', '--dataset', 'synthetic:imageSize=16', '--out', 'FOLDER'],
      'Add --new-lab to make a lab beside the existing files',
    ],
    [['export', 'FOLDER/none:1', '--out', 'FOLDER/x.onnx'], 'There is no study in FOLDER/none.'],
    [['export', 'FOLDER/none', '--out', 'FOLDER/none/x.onnx'], 'There is no folder FOLDER/none.'],
    [['bench', 'step', '--networks', 'FOLDER/regnet.json', '--only', 'x'], 'There is no network x in the file'],
    [
      ['bench', 'compare', '--networks', 'FOLDER/regnet.json', '--python', 'FOLDER/none'],
      'The Python FOLDER/none does not start: spawn FOLDER/none ENOENT.',
    ],
    [['bench', 'compare', '--baseline', 'FOLDER/empty'], 'There is no list of networks (*.json) in FOLDER/empty.'],
  ])('%j', async (words, sentence) => {
    const placed = (text: string) => text.replaceAll('FOLDER', folder)
    expect(await runCommandLine(words.map(placed))).toBe(1)
    expect(terminal.errors).toContain(placed(sentence))
    expect(terminal.errors).not.toMatch(/\n +at |unexpected/)
    expect(terminal.output).toBe('')
  })

  it('names each missing file when verifying an empty folder', async () => {
    expect(await runCommandLine(['verify', folder, '--json'])).toBe(1)
    const verdicts = terminal.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { problem: string; passed: boolean })
    expect(verdicts).toHaveLength(5 + plansOf('cpu').size)
    for (const { problem, passed } of verdicts) {
      expect(passed).toBe(false)
      expect(problem).toMatch(/ is missing\.$/)
    }
  })
})

describe('networks by name and in other libraries’ formats', () => {
  const described = async (...words: string[]) => {
    expect(await runCommandLine(['describe', ...words, '--json'])).toBe(0)
    return JSON.parse(terminal.output) as { network: object; complexity: { pycls: object } }
  }

  it.each(['RegNetY-400MF', 'regnety_004', 'facebook/regnet-y-004'])('describe knows %s', async (name) => {
    const { complexity } = await described(name)
    expect(complexity.pycls).toEqual({ flops: 401_849_056, parameters: 4_344_144, activations: 3_892_496 })
  })

  it('describe lists the published networks, one a line, and tells their figures', async () => {
    expect(await runCommandLine(['describe', '--list'])).toBe(0)
    expect(terminal.output.trimEnd().split('\n')).toHaveLength(37)
    expect(terminal.output).toMatch(/^EfficientNet-B5 +456 +10\.3 G +30\.4 M +98\.9 M +21\.7 +446 +122\.6 +Table 4$/m)
    terminal.output = ''
    expect(await runCommandLine(['describe', 'efficientnet_b0'])).toBe(0)
    expect(terminal.output).toContain('Table 4')
    expect(terminal.output).toMatch(/^ +6 +4 +192 +2 +0\.1667 +1 +1152 +5$/m)
    terminal.output = ''
    expect(await runCommandLine(['describe', '--list', '--json'])).toBe(0)
    const rows = terminal.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { published: object })
    expect(rows.at(-1)!.published).toMatchObject({ family: 'efficientNet', errorPercent: 21.674, inferenceMs: 446 })
  })

  it('describe shows the groups as built', async () => {
    expect(await runCommandLine(['describe', file('uneven.json')])).toBe(0)
    expect(terminal.output).toMatch(/^ +1 +1 +36 +1 +1 +18 +2$/m)
  })

  it('sample draws the one network of a pycls configuration with its own sizes', async () => {
    const { network } = await described(file('pycls.yaml'))
    terminal.output = ''
    expect(await runCommandLine(['sample', file('pycls.yaml'), '--json'])).toBe(0)
    expect(JSON.parse(terminal.output.split('\n')[0]!)).toMatchObject({ network })
  })

  it('sample draws from a two-stage space, and describe reads its output', async () => {
    const words = ['sample', file('stages2.yaml'), '--count', '3', '--image-size', '32', '--classes', '10', '--json']
    expect(await runCommandLine(words)).toBe(0)
    const lines = terminal.output.trim().split('\n')
    const networks = lines.slice(0, 3).map((line) => (JSON.parse(line) as { network: { depths: number[] } }).network)
    for (const { depths } of networks) expect(depths).toHaveLength(2)
    writeFileSync(file('sampled.jsonl'), terminal.output)
    terminal.output = ''
    expect(await runCommandLine(['describe', file('sampled.jsonl'), '--json'])).toBe(0)
    expect(
      terminal.output
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { network: object }).network),
    ).toEqual(networks)
  })
})

describe('verify-bundle', () => {
  interface Loose {
    formatVersion: number
    seal?: unknown
    populations: { runs: { seed: number }[] }[]
  }
  function edited(name: string, change: (bundle: Loose) => void): string {
    const bundle = JSON.parse(gunzipSync(readFileSync(sampleFile)).toString()) as Loose
    change(bundle)
    writeFileSync(file(name), gzipSync(JSON.stringify(bundle)))
    return file(name)
  }

  it('reports seal, digest and weights of a consistent file', async () => {
    expect(await runCommandLine(['verify-bundle', sampleFile])).toBe(0)
    expect(terminal.output).toMatch(/^seal +[0-9a-f]{64}$/m)
    expect(terminal.output).toMatch(/^weights +of \d+ runs/m)
    expect(terminal.output).toContain('Everything agrees.')
  })

  it('exits with code 1 and the place where the file was changed', async () => {
    const changed = edited('edited.regbench', ({ populations }) => populations[2]!.runs[5]!.seed++)
    const place = 'populations[2].runs[5]: changed after the file was sealed'
    expect(await runCommandLine(['verify-bundle', changed])).toBe(1)
    expect(terminal.errors).toContain(place)
    expect(await runCommandLine(['verify-bundle', changed, '--json'])).toBe(1)
    expect(JSON.parse(terminal.output)).toMatchObject({ agrees: false, problems: [expect.stringContaining(place)] })
  })

  it('reports a missing seal', async () => {
    const unsealed = edited('unsealed.regbench', (bundle) => {
      delete bundle.seal
      bundle.formatVersion = 2
    })
    expect(await runCommandLine(['verify-bundle', unsealed])).toBe(1)
    expect(terminal.output).toContain('the bundle has no seal')
  })

  it('retrains runs and reports their results', async () => {
    expect(await runCommandLine(['verify-bundle', sampleFile, '--retrain', '1', '--seed', '1', '--json'])).toBe(0)
    const { agrees, retrained } = JSON.parse(terminal.output) as { agrees: boolean; retrained: { verdict: string }[] }
    expect([agrees, retrained.length]).toEqual([true, 1])
    expect(['same', 'near']).toContain(retrained[0]!.verdict)
  }, 120_000)
})

describe('--json prints nothing but JSON', () => {
  const parsed = () =>
    terminal.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  it('by describe', async () => {
    expect(await runCommandLine(['describe', file('regnet.json'), '--json'])).toBe(0)
    const [described] = parsed()
    expect(described).toMatchObject({ complexity: { pycls: { flops: 199040872 } }, regNet: { depth: 13 } })
  })

  it('by sample: networks, then the acceptance rate', async () => {
    const words = ['sample', 'RegNetX', '--count', '3', '--seed', '5', '--flops', '0.3M:0.5M', '--image-size', '16']
    expect(await runCommandLine([...words, '--scale', 'tiny16', '--json'])).toBe(0)
    const lines = parsed()
    expect(lines).toHaveLength(4)
    expect(lines[3]).toMatchObject({ space: 'RegNetX', networks: 3 })
    for (const { complexity } of lines.slice(0, 3))
      expect((complexity as { flops: number }).flops).toBeGreaterThanOrEqual(3e5)
  })

  it('readable by other commands: describe accepts the output of sample', async () => {
    const words = ['sample', 'RegNetX', '--count', '3', '--image-size', '16', '--scale', 'tiny16', '--json']
    expect(await runCommandLine(words)).toBe(0)
    const sampled = parsed().slice(0, 3)
    writeFileSync(file('networks.jsonl'), terminal.output)
    writeFileSync(file('one.json'), terminal.output.split('\n')[0]!)
    for (const [name, expected] of [
      ['networks.jsonl', sampled],
      ['one.json', sampled.slice(0, 1)],
    ] as const) {
      terminal.output = ''
      expect(await runCommandLine(['describe', file(name), '--json'])).toBe(0)
      expect(parsed()).toEqual(
        expected.map(({ network, complexity }): unknown =>
          expect.objectContaining({ network, complexity: expect.objectContaining({ paper: complexity }) as unknown }),
        ),
      )
    }
  })

  it('by sample, for a space as in a study: a preset with changes', async () => {
    writeFileSync(file('changed.yaml'), 'base: RegNetX\nparameters: { groupWidth: { law: choice, values: [8] } }\n')
    const words = ['sample', file('changed.yaml'), '--count', '2', '--image-size', '16', '--scale', 'tiny16', '--json']
    expect(await runCommandLine(words)).toBe(0)
    const drawn = parsed().slice(0, 2) as { network: { group_ws: number[]; stem_w: number } }[]
    expect(drawn.map(({ network }) => [Math.max(...network.group_ws), network.stem_w])).toEqual([
      [8, 8],
      [8, 8],
    ])
  })

  it('by datasets', async () => {
    expect(await runCommandLine(['datasets', 'synthetic:trainCount=20,testCount=10', '--json'])).toBe(0)
    expect(parsed()).toEqual([expect.objectContaining({ trainCount: 20, testCount: 10, imageSize: 16 })])
  })
})

it('bench population trains a population once and tells how many networks an hour makes', async () => {
  const set = 'epochs=2,batchSize=16,imagesPerEpoch=32'
  const words = ['--space', 'RegNetX', '--scale', 'tiny16', '--flops', '0.3M:0.5M', '--count', '2', '--set', set]
  const data = ['--dataset', 'synthetic:imageSize=16,trainCount=100,testCount=10']
  const shape = ['--trainers', '1', '--slots', '2', '--once', '--json']
  expect(await runCommandLine(['bench', 'population', ...words, ...data, ...shape])).toBe(0)
  const result = JSON.parse(terminal.output) as { networksPerHour: number; imagesPerSecond: number; seconds: number }
  expect(result).toMatchObject({ networks: 2, reached: 2, finished: 2, failed: [], trainers: 1, slots: 2, epochs: 2 })
  expect(result.networksPerHour).toBeCloseTo((2 / result.seconds) * 3600, -2)
  expect(result.imagesPerSecond).toBeCloseTo(128 / result.seconds, 0)
})

it('every command has help with an example', async () => {
  for (const words of [
    ['study'],
    ['sample'],
    ['describe'],
    ['train'],
    ['export'],
    ['compare-networks'],
    ['restore'],
    ['datasets'],
    ['providers'],
    ['bench', 'step'],
    ['bench', 'population'],
    ['bench', 'compare'],
    ['verify'],
  ]) {
    terminal.output = ''
    expect(await runCommandLine([...words, '--help'])).toBe(0)
    expect(terminal.output).toContain('regbench')
    expect(terminal.output).toMatch(/Examples?:/)
    expect(terminal.output).toContain('--json')
  }
})

it('plainUsageError turns Commander’s message into one sentence', () => {
  expect(plainUsageError("error: unknown option '--x'\n(Did you mean --y?)\n")).toBe(
    "Unknown option '--x'. (Did you mean --y?)\n",
  )
  expect(plainUsageError("error: missing required argument 'folder'\n")).toBe("Missing required argument 'folder'.\n")
})
