import { Option } from 'commander'
import { newLabHelp } from '#main/hosts/process/newLab.ts'

/** The option that lets a lab be made in a folder with other files. */
export const newLabOption = (): Option => new Option('--new-lab', newLabHelp)
