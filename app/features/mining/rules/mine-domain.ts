import type { DomainResult, MiningInput, MiningProgress } from '../types.ts'
import { packBags, type Bags } from './bags.ts'
import { describeTopics } from './describe.ts'
import { bestOf, chooseLevel, levelsFor, mayGetBetter, tryLevel, type LevelTrial } from './level.ts'
import { SPARE } from './mixture.ts'
import { refineMixture, runMixture } from './run-mixture.ts'
import { withPairs } from './pairs.ts'
import { countUp, randomFrom } from './random.ts'
import { partSmall } from './small-problems.ts'
import { openSampler } from './sample.ts'
import { subjectsOf } from './subjects.ts'
import { wordsOf } from './tokens.ts'
import { learnVocabulary } from './vocabulary.ts'
import { vote, type Verdict } from './vote.ts'
import { wordWeights } from './word-weights.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

/** How to mine. */
export interface MiningOptions {
  /** The same seed and input give the same result. */
  readonly seed: number
  /** From how many different texts to learn; the rest is placed. */
  readonly sample?: number
  /** Runs that vote. More are steadier and take longer. */
  readonly runs?: number
}

/** Different texts to learn from: more tell little more. */
export const SAMPLE = 20_000
const RUNS = 12
const RUNS_TO_REFINE = 6
const RUNS_PER_LEVEL = 4
const TRIAL = { firstSweeps: 8, secondSweeps: 8 }
/** How much coarser each run is that gathers topics under subjects. */
const COARSER = [2, 2, 2, 4, 4, 4]
/** Runs that see small problems which the level puts together, and how much finer they are. */
const FINE_RUNS = 6
const FINER = 8
const FULL = { firstSweeps: 10, secondSweeps: 14 }
const REFINING_SWEEPS = 8
/** With fewer different texts, repeats are what there is to learn from. */
const FEW = 30
/** Texts between two reports while reading and placing. */
const PAGE = 2000

/**
 * Groups the requests of one domain into topics, how many is unknown, and topics into subjects, with vocabulary,
 * sample, level and weights of its own.
 */
export function* mineDomain(
  inputs: readonly MiningInput[],
  options: MiningOptions,
): Generator<MiningProgress, DomainResult> {
  const chosen = sampleOf(inputs, options.sample ?? SAMPLE, options.seed)
  const texts: (readonly string[])[] = []
  for (const i of chosen) {
    if (texts.length % PAGE === 0) yield { stage: 'reading', done: texts.length, total: chosen.length }
    texts.push(wordsOf(inputs[i]?.text ?? ''))
  }
  const vocabulary = learnVocabulary(texts)
  const bags = packBags(vocabulary, texts)
  const space = openWorkspace(bags, startingClusters(bags.count) + SPARE)
  const trials = yield* tryLevels(bags, space, options.seed)
  const level = chooseLevel(trials)
  const { verdict, coarser } = yield* groupAt(bags, space, level, options)
  const subjects = subjectsOf(coarser, verdict.assignment, verdict.count)
  return yield* describeTopics({
    ...{ inputs, chosen, texts, vocabulary, bags, space, verdict, subjects, level },
    agreement: bestOf(trials).agreement,
  })
}

/** Different texts, but no more than `most`; each stands for its repeats. */
function sampleOf(inputs: readonly MiningInput[], most: number, seed: number): Int32Array {
  const sampler = openSampler<number>(most, seed)
  inputs.forEach(({ text }, i) => sampler.offer(text, () => i))
  const different = sampler.taken()
  const idOf = (i: number): string => inputs[i]?.id ?? ''
  if (different.length >= FEW) return Int32Array.from([...different].sort((a, b) => inOrder(idOf(a), idOf(b)) || a - b))
  return countUp(Math.min(inputs.length, FEW * FEW))
}

/** The order of requests' ids, so that the same requests give the same topics in whatever order they are read. */
function inOrder(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0)
}

/** Well above what survives: a hundred for three hundred texts, which may be of as many topics, 285 for 20,000. */
function startingClusters(texts: number): number {
  return Math.max(2, Math.min(320, Math.ceil(Math.min(texts / 3, 24 * texts ** 0.25))))
}

function* tryLevels(bags: Bags, space: Workspace, seed: number): Generator<MiningProgress, readonly LevelTrial[]> {
  const trials: LevelTrial[] = []
  const levels = levelsFor(bags.count)
  const clusters = startingClusters(bags.count)
  const sweeps = TRIAL.firstSweeps + TRIAL.secondSweeps
  const total = levels.length * RUNS_PER_LEVEL * sweeps
  let done = 0
  for (const level of levels) {
    const runs: Int32Array[] = []
    for (let run = 0; run < RUNS_PER_LEVEL; run++) {
      const random = randomFrom(seed * 7919 + trials.length * 101 + run)
      const steps = runMixture(bags, space, { level, clusters, ...TRIAL }, random)
      let step = steps.next()
      for (; !step.done; step = steps.next()) yield { stage: 'level', done: ++done, total }
      runs.push(step.value)
    }
    trials.push(tryLevel(level, runs))
    if (!mayGetBetter(trials)) break
  }
  return trials
}

/** Votes on the topics, and runs that see what topics have in common. */
function* groupAt(
  bags: Bags,
  space: Workspace,
  level: number,
  options: MiningOptions,
): Generator<MiningProgress, { readonly verdict: Verdict; readonly coarser: readonly Int32Array[] }> {
  const clusters = startingClusters(bags.count)
  const runs = options.runs ?? RUNS
  const total =
    runs * (FULL.firstSweeps + FULL.secondSweeps) +
    RUNS_TO_REFINE * REFINING_SWEEPS +
    (COARSER.length + FINE_RUNS) * (TRIAL.firstSweeps + TRIAL.secondSweeps)
  let done = 0
  const finish = function* (steps: Generator<void, Int32Array>): Generator<MiningProgress, Int32Array> {
    let step = steps.next()
    for (; !step.done; step = steps.next()) yield { stage: 'grouping', done: ++done, total }
    return step.value
  }
  const votes: Int32Array[] = []
  for (let run = 0; run < runs; run++) {
    const random = randomFrom(options.seed * 104_729 + run)
    votes.push(yield* finish(runMixture(bags, space, { level, clusters, ...FULL }, random)))
  }
  const first = vote(votes, bags)
  const paired = withPairs(bags, wordWeights(bags, first.assignment, first.count))
  const pairedSpace = openWorkspace(paired, first.count + SPARE)
  const refined: Int32Array[] = []
  for (let run = 0; run < RUNS_TO_REFINE; run++) {
    const random = randomFrom(options.seed * 130_363 + run)
    const refining = { level, sweeps: REFINING_SWEEPS, pairsFrom: bags.wordCount }
    refined.push(yield* finish(refineMixture(paired, pairedSpace, first, refining, random)))
  }
  const coarser: Int32Array[] = []
  for (const times of COARSER) {
    const random = randomFrom(options.seed * 15_485_863 + coarser.length)
    const trial = { level: level * times, clusters, ...TRIAL }
    coarser.push(yield* finish(runMixture(bags, space, trial, random)))
  }
  const fine: Int32Array[] = []
  for (let run = 0; run < FINE_RUNS; run++) {
    const random = randomFrom(options.seed * 32_452_843 + run)
    fine.push(yield* finish(runMixture(bags, space, { level: level / FINER, clusters, ...TRIAL }, random)))
  }
  return { verdict: partSmall(bags, vote(refined, bags), fine), coarser }
}
