import { Option } from 'commander'
import { newLabHelp } from '#main/hosts/process/newLab.ts'

/** The option that allows creating a lab in a folder with other files. */
export const newLabOption = (): Option => new Option('--new-lab', newLabHelp)
