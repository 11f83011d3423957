import type { Migration } from '../migrate.ts'
import { initial } from './0001-initial.ts'
import { bench } from './0002-bench.ts'
import { progress } from './0003-progress.ts'
import { reasons } from './0004-reasons.ts'
import { safety } from './0005-safety.ts'
import { draws } from './0006-draws.ts'
import { exclusions } from './0007-exclusions.ts'
import { experiments } from './0008-experiments.ts'
import { givenNetworks } from './0009-given-networks.ts'
import { onePlan } from './0010-one-plan.ts'
import { origins } from './0011-origins.ts'
import { timings } from './0012-timings.ts'
import { publishedTimings } from './0013-published-timings.ts'
import { endings } from './0014-endings.ts'
import { recipeDraws } from './0015-recipe-draws.ts'
import { inspections } from './0016-inspections.ts'

/** All migrations in order. To add one: a file and a line here. */
export const migrations: readonly Migration[] = [
  initial,
  bench,
  progress,
  reasons,
  safety,
  draws,
  exclusions,
  experiments,
  givenNetworks,
  onePlan,
  origins,
  timings,
  publishedTimings,
  endings,
  recipeDraws,
  inspections,
]
