import { Command, Option } from 'commander'
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { exportOpset, opsets, type Opset } from '#shared/onnx/opsets.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { fullPath } from '#main/scheduler/runFiles.ts'
import { runWithEpochs } from '#main/services/runs/runs.ts'
import { exportRun } from '#main/trainer/files/exportOnnx.ts'
import type { RunOfWeights } from '#main/trainer/files/weights.ts'
import { wholeNumber } from '../arguments.ts'
import { inLabOf } from '../inLabOf.ts'
import { print, printJson } from '../output.ts'
import { pyclsConfig } from '../pyclsConfig.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { t } from '#main/hosts/process/language.ts'

interface Options {
  out: string
  opset: Opset
  pycls?: true
  json?: true
}

/** The command that writes a trained network as an ONNX model, or a run as a configuration of pycls. */
export function exportCommand(): Command {
  return new Command('export')
    .description('Writes a trained network as an ONNX model: RGB images in 0..1 to logits, standard operators only.')
    .argument('<run>', "a study's folder and a run's number as FOLDER:RUN, or a file of weights (.safetensors)")
    .requiredOption('--out <file>', 'the model to write (.onnx), or the configuration (.yaml)')
    .addOption(
      new Option('--opset <version>', `version of the standard operators: ${opsets[0]} to ${opsets.at(-1)}`)
        .argParser(wholeNumber(opsets[0]!, opsets.at(-1)))
        .default(exportOpset),
    )
    .option(
      '--pycls',
      "write a configuration of pycls (YAML) for the run's network and recipe instead; needs no weights",
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  regbench export studies/first:31 --out best.onnx --opset 13\n' +
        '  regbench export studies/first:31 --pycls --out best.yaml',
    )
    .action(async (run: string, { out, opset, pycls, json }: Options) => {
      const folder = dirname(resolve(out))
      if (!existsSync(folder)) throw new UserError(t('terminal.exportFolderMissing', { folder }))
      if (pycls) {
        await inLabOf(run, (lab, id) => {
          const { text, left } = pyclsConfig(lab, id)
          writeWhole(resolve(out), text)
          if (json) printJson({ file: resolve(out), left })
          else print(`${out}: configuration of pycls${left.length > 0 ? `, without ${left.join(', ')}` : ''}`)
        })
        return
      }
      const { weights, trained } = await weightsOf(run)
      const { network, validationErrors, validationCount, digest } = exportRun(weights, resolve(out), trained, opset)
      const validationErrorPercent = (100 * validationErrors) / validationCount
      if (json) {
        printJson({ file: resolve(out), opset, digest, validationErrors, validationCount, validationErrorPercent })
        return
      }
      print(
        `${out}: opset ${opset}, ${network.classes} classes, ${network.imageSize} px, validation error ${validationErrorPercent.toFixed(1)} % (${validationErrors} of ${validationCount})`,
      )
    })
}

/** The file of a run's weights and the run, which a separate weights file lacks. */
async function weightsOf(run: string): Promise<{ weights: string; trained?: RunOfWeights }> {
  if (existsSync(run) && statSync(run).isFile()) return { weights: run }
  return inLabOf(run, (lab, number) => {
    const { db } = lab.core
    const trained = runWithEpochs(db, number)
    const { status, weightsPath } = trained
    if (weightsPath !== null) return { weights: fullPath(lab.folder, weightsPath, trained.id), trained }
    throw new UserError(
      status === 'finished'
        ? t('terminal.weightsNotKept', { number })
        : t('terminal.runNotFinished', { number, status }),
    )
  })
}
