import { stringify, type ScalarTag } from 'yaml'

/** Keys of pycls's configuration whose defaults are floats: its loader (yacs) refuses an integer there. */
const floatKeys: ReadonlySet<unknown> = new Set([
  ...['WA', 'WM', 'BOT_MUL', 'SE_R', 'EPS', 'MOM', 'CUSTOM_WEIGHT_DECAY', 'BASE_LR', 'MIN_LR', 'LR_MULT', 'MOMENTUM'],
  ...['WEIGHT_DECAY', 'WARMUP_FACTOR', 'EMA_ALPHA', 'LABEL_SMOOTHING', 'MIXUP_ALPHA'],
])

class Float {
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
}

const floatTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => value instanceof Float,
  resolve: (text) => new Float(Number(text)),
  stringify: ({ value }) => floatText((value as Float).value),
}

/** A number as a float of YAML 1.1, which needs a point: without it PyYAML reads 1e-7 as text. */
function floatText(value: number): string {
  const [mantissa, exponent] = String(value).split('e')
  const pointed = mantissa!.includes('.') ? mantissa! : `${mantissa}.0`
  return exponent === undefined ? pointed : `${pointed}e${exponent}`
}

/** The sections of a configuration of pycls as YAML that its loader accepts. */
export const pyclsYaml = (sections: object): string =>
  stringify(
    sections,
    (key, value: unknown) => (typeof value === 'number' && floatKeys.has(key) ? new Float(value) : value),
    { customTags: [floatTag] },
  )
