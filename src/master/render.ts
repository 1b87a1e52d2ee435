// Render: a mix through the moves of its plan, in constant memory, every frame where it was.
import { createChain, processSource, type ChainStep } from '../process/chain.ts';
import { processorById } from '../process/catalogue.ts';
import { checkParams } from '../process/params.ts';
import { Fault } from '../signal/fault.ts';
import type { SignalFormat } from '../signal/signal.ts';
import type { Source } from '../signal/stream.ts';
import type { Move, Plan } from './plan.ts';

/** Sound on its way through the moves. */
export interface RenderedSource extends Source {
  /** Deepest reduction of the limiter in dB (0 or less), every whole 10 ms pulled so far; empty without a limiter. */
  gainReductionDb(): readonly number[];
}

/** One step of `gainReductionDb`. */
export const REDUCTION_STEP_S = 0.01;

/**
 * The mastered sound, pulled as the source is: same rate, channels, length and place of every frame, the same bits for
 * any block sizes. A plan without moves passes it untouched. Faults: `plan-mismatch` when the plan was made for
 * sound of another rate or channel count, those of `processorById` and `checkParams`.
 */
export function renderPlan(source: Source, plan: Plan): RenderedSource {
  refuseOtherSound(plan, source.format);
  return renderMoves(source, plan.moves);
}

/** Only these moves; the judgement listens half-way. */
export function renderMoves(source: Source, moves: readonly Move[]): RenderedSource {
  const chain = createChain(activeSteps(moves), source.format);
  return { ...processSource(source, chain), gainReductionDb: () => Array.from(chain.gainReductionDb ?? []) };
}

/** The steps of those moves that do anything at their strength. */
export function activeSteps(moves: readonly Move[]): ChainStep[] {
  return moves.map(moveStep).filter(({ kind, params }) => !kind.isNeutral(params));
}

/** The processor of a move, its parameters at the move's strength, and where it acts. */
export function moveStep(move: Move): ChainStep {
  const kind = processorById(move.kind);
  const params = checkParams(kind.params, move.params, move.id);
  const atStrength = checkParams(kind.params, kind.atStrength(params, move.strength), move.id);
  return { kind, params: atStrength, spans: move.spans };
}

/** What the moves that have a frequency response and act everywhere do together, in dB at each of `bandsHz`. */
export function movesResponseDb(
  moves: readonly Move[],
  bandsHz: readonly number[],
  sampleRateHz: number,
): number[] {
  const steps = moves.filter(({ spans }) => spans.length === 0).map(moveStep);
  return bandsHz.map((hz) =>
    steps.reduce((sum, { kind, params }) => sum + (kind.responseDb?.(params, hz, sampleRateHz) ?? 0), 0),
  );
}

function refuseOtherSound(plan: Plan, format: SignalFormat): void {
  const { sampleRateHz, channels } = plan.song;
  if (sampleRateHz === format.sampleRateHz && channels === format.channels) return;
  throw new Fault('plan-mismatch', 'usage', {
    plannedHz: sampleRateHz,
    plannedChannels: channels,
    sampleRateHz: format.sampleRateHz,
    channels: format.channels,
  });
}
