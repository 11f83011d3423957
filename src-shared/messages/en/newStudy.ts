import { words } from './words.ts'

/** The form for a new study. */
export const newStudy = {
  text: 'One page; everything except the first spaces can be changed later',
  summary: '{spaces, plural, one {# space} other {# spaces}}, {networks} networks, {images} images seen by each',
  create: 'Create the study',
  creating: 'Creating the study.',
  name: words.name,
  nameTaken: 'Another study has this name; it may be in the trash.',
  start: words.startFrom,
  scale: 'Scale of the spaces',
  scales: {
    tiny16: 'Tiny, 16 px images',
    tiny32: 'Tiny, 32 px images',
    cifar32: 'CIFAR, 32 px images',
    paper: 'As in the paper, 224 px images',
  },
  scaleTexts: {
    tiny16: 'Widths up to 128, stages up to 8 blocks: seconds to minutes per network on a CPU.',
    tiny32: 'As tiny, with a stem that halves larger images.',
    cifar32: 'Widths up to 512, stages up to 16 blocks: minutes to hours per network.',
    paper: 'Widths up to 1024, stages up to 16 blocks: for large machines.',
  },
  spaces: 'Spaces of the lineage',
  spacesText: 'Each refines the one above it. One is enough: the wizard finds the next.',
  restriction: 'What it restricts',
  freedom: words.degreesOfFreedom,
  size: 'Networks that can be drawn, powers of ten',
  degrees: '{count} free',
  restrictions: {
    AnyNetX_A: 'Nothing: every stage on its own',
    AnyNetX_B: words.oneBottleneckRatio,
    AnyNetX_C: 'One group width as well',
    AnyNetX_D: 'Widths never shrink',
    AnyNetX_E: 'Depths never shrink',
    RegNetX: 'Widths on a quantised line',
    RegNetY: 'RegNetX with squeeze-and-excitation',
  },
  budget: words.flopsWindow,
  data: words.data,
  populations: words.populations,
} as const
