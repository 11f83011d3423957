import { words } from './words.ts'
import { effect } from './spaces/effect.ts'
import { lineage } from './spaces/lineage.ts'
import { oneNetwork } from './spaces/oneNetwork.ts'
import { ranges } from './spaces/ranges.ts'
import { settings } from './spaces/settings.ts'

/** The Spaces screen: its list, the editor of a space, and the decision on it. */
export const spaces = {
  counts: {
    spaces: '{count, plural, one {# space} other {# spaces}}',
    populations: words.countedPopulations,
    networks: words.countedNetworks,
  },
  newSpace: 'New space',
  givenTitle: 'A network without a space',
  givenText:
    'This network was given on the command line and has sizes that no design space can draw. It is trained and kept as it is: “regbench export” writes it as ONNX. Spaces, populations and comparisons need sampled networks.',
  emptyTitle: 'Design spaces',
  emptyText:
    'A design space defines which networks are drawn: the range of every size and the constraints that must hold. Start with one of the paper’s, then refine it step by step.',
  textLeft: 'The definition under Text cannot be read and is not part of the space.',
  editor: 'Definition',
  view: 'How the definition is shown',
  ranges: 'Ranges',
  text: 'Text',
  refines: 'refines {name}',
  presetRoot: '{name}, a root of its own',
  states: { draft: words.notDecided, accepted: 'Accepted', rejected: 'Rejected' },
  draftStates: { saved: 'Draft, saved', saving: 'Draft, saving', faulty: 'Draft, not saved' },
  fixed:
    'Read-only: {count, plural, one {# network was} other {# networks were}} sampled from it. Refine it to change something.',
  reasonText: 'Reason: {reason}',
  name: words.name,
  asText: 'Definition as text',
  format: 'Format of the text',
  decide: 'Decide…',
  decideTitle: 'Decide on {name}',
  state: words.state,
  reason: words.reason,
  reasonHint: 'Goes into the study’s log.',
  reasonMissing: 'Enter a reason for the log.',
  refine: 'Refine from here',
  sample: words.sampleAPopulation,
  startFrom: words.startFrom,
  startFromText: 'The definition is copied; change it afterwards.',
  nameTaken: 'The study has a space named {name}',
  create: 'Create',
  undo: {
    added: words.nameAdded,
    changed: '{name} changed',
    trashed: words.nameTrashed,
    draft: words.nameUndecided,
    accepted: words.nameAccepted,
    rejected: words.nameRejected,
  },
  ...lineage,
  ...ranges,
  ...settings,
  ...effect,
  ...oneNetwork,
} as const
