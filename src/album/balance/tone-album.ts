// Tone album: draws the songs whose tone stands apart from their album towards its centre, as far as each song's bounds allow.
import { hundredth } from '../../master/decider.ts';
import { stageIsAsked } from '../../master/intent.ts';
import type { Move, Plan, Restraint } from '../../master/plan.ts';
import { isLevelling, withMove } from '../../master/revise/levelling.ts';
import { spectrumAfter } from '../../master/spectrum-after.ts';
import type { Style } from '../../master/style/style.ts';
import { knownStyle, styleById } from '../../master/style/styles.ts';
import { damageBudget } from '../../master/trial/damage-budget.ts';
import { toneChangeDb } from '../../measure/damage.ts';
import type { SpectrumResult } from '../../measure/measurements.ts';
import type { Album } from '../album.ts';
import type { BalanceSong, ToneBalance } from './balance-record.ts';
import { drawTone, mostChangeDb, toneMove, type DrawnTone, type DrawQuestion } from './draw-tone.ts';
import { albumSong } from './level-wishes.ts';
import { loudnessChangeDb } from './song-levels.ts';
import {
  atOwnHeight,
  awayRmsDb,
  broadResponseDb,
  comparedBandsHz,
  songTone,
  spreadDb,
  toneCentre,
  type SongTone,
} from './tone-centre.ts';

/** The house's own, for songs whose style somebody learnt. */
const USUAL_STYLE = 'balanced';
/** Fewer songs have no centre. */
const LEAST_SONGS = 2;

export interface TonedSong {
  readonly plan: Plan | null;
  readonly tone: ToneBalance | null;
  /** By how much the new tone alone changes the loudness, dB. */
  readonly changeLu: number;
}

export interface TonedAlbum {
  readonly songs: readonly TonedSong[];
  readonly bandsHz: readonly number[];
  readonly spreadDb: { readonly before: number; readonly after: number };
}

export function styleOf(plan: Plan | null, album: Album): Style {
  return knownStyle((plan?.intent ?? album.intent).style) ?? styleById(USUAL_STYLE);
}

export function toneAlbum(songs: readonly BalanceSong[], album: Album): TonedAlbum {
  const spectra = songs.map(spectrumNow);
  const bandsHz = comparedBandsHz(spectra);
  const frame = styleById(USUAL_STYLE).spectrum;
  const tones = spectra.map((spectrum) => songTone(spectrum, bandsHz, frame));
  const told = tones.filter((tone) => tone !== null);
  const centre = toneCentre(told, bandsHz.length);
  const before = spreadDb(centre.awayDb, centre.counts);
  const made = songs.map((song, i): [TonedSong, SongTone | null] => {
    const tone = tones[i]!;
    if (tone === null) return [{ plan: song.plan, tone: null, changeLu: 0 }, null];
    const counts = centre.counts[told.indexOf(tone)]!;
    const question = questionOf(song, album, { ...centre, tone, bandsHz, counts, spreadDb: before });
    const refused = told.length < LEAST_SONGS ? only() : refusedBecause(song, album);
    const drawn = refused ? nothing(refused) : drawTone(question);
    return tonedSong(song, spectra[i]!, drawn, question);
  });
  const after = made.flatMap(([, tone]) => (tone ? [tone] : []));
  return {
    songs: made.map(([song]) => song),
    bandsHz,
    spreadDb: {
      before: hundredth(before),
      after: hundredth(spreadDb(toneCentre(after, bandsHz.length).awayDb, centre.counts)),
    },
  };
}

/** As the plan's moves leave it. */
function spectrumNow({ analysis, plan }: BalanceSong): SpectrumResult | null {
  const { spectrum } = analysis.measurements;
  if (plan === null) return spectrum;
  return spectrumAfter(
    spectrum,
    plan.moves.filter((move) => !isLevelling(move)),
    plan.song.sampleRateHz,
  );
}

function questionOf(
  { plan }: BalanceSong,
  album: Album,
  known: Pick<DrawQuestion, 'tone' | 'bandsHz' | 'middleDb' | 'weight' | 'counts' | 'spreadDb'>,
): DrawQuestion {
  const intent = plan?.intent ?? album.intent;
  const allowed = damageBudget(styleOf(plan, album), intent.budget).toneChangeDb;
  return {
    ...known,
    sampleRateHz: plan?.song.sampleRateHz ?? 0,
    locks: intent.locks,
    mostDb: (album.balance.mostToneDb * intent.amount) / 100,
    budgetDb: Math.max(0, allowed - (plan?.damage?.toneChangeDb ?? 0)),
  };
}

/** Why a song's tone is not ours to change; null where it is. */
function refusedBecause(song: BalanceSong, album: Album): Restraint | null {
  const told = (code: string): Restraint => ({ code, facts: {} });
  const { plan } = song;
  const { asIs, plan: ownPlan } = albumSong(album, song.id);
  if (asIs || plan === null) return told('balance-as-is');
  if (ownPlan !== null) return told('balance-own-plan');
  if (plan.restraints.some(({ code }) => code === 'finished')) return told('balance-tone-finished');
  if (!stageIsAsked(plan.intent, 'tone')) return told('balance-tone-locked');
  if (styleOf(plan, album).never.includes('tone')) return told('balance-tone-style');
  return null;
}

function only(): Restraint {
  return { code: 'balance-tone-alone', facts: {} };
}

function nothing(because: Restraint): DrawnTone {
  return { bands: [], because, stoppedBy: null };
}

/** The plan with the move, and with what it adds to the change of tone that was measured without it. */
function withTone(plan: Plan, move: Move, mix: SpectrumResult | null): Plan {
  const rate = plan.song.sampleRateHz;
  const before = plan.moves.filter((one) => !isLevelling(one));
  const changed = (moves: readonly Move[]): number => toneChangeDb(mix, spectrumAfter(mix, moves, rate));
  const more = changed([...before, move]) - changed(before);
  const damage = plan.damage && {
    ...plan.damage,
    toneChangeDb: hundredth(Math.max(0, plan.damage.toneChangeDb + more)),
  };
  return { ...plan, moves: withMove(plan.moves, move), damage };
}

function tonedSong(
  { plan, analysis }: BalanceSong,
  spectrum: SpectrumResult | null,
  { bands, because, stoppedBy }: DrawnTone,
  question: DrawQuestion,
): [TonedSong, SongTone] {
  const { tone, counts, bandsHz, middleDb } = question;
  const mix = analysis.measurements.spectrum;
  const response = broadResponseDb(bands, bandsHz, question.sampleRateHz);
  const levelDb = tone.levelDb.map((level, b) => (level === null ? null : level + response[b]!));
  const after: SongTone = { ...tone, levelDb };
  const [was, is] = [atOwnHeight(tone, middleDb), atOwnHeight(after, middleDb)];
  const move = plan && spectrum && bands.length > 0 ? toneMove(bands, spectrum, plan, question) : null;
  const drawn = move && plan ? withTone(plan, move, mix) : plan;
  const now = move && plan ? spectrumAfter(spectrum, [move], plan.song.sampleRateHz) : spectrum;
  const told: ToneBalance = {
    beforeDb: toldRow(was, counts),
    afterDb: toldRow(is, counts),
    awayBeforeDb: hundredth(awayRmsDb(was, counts)),
    awayAfterDb: hundredth(awayRmsDb(is, counts)),
    bands,
    mostDb: hundredth(mostChangeDb(bands, question)),
    because,
    stoppedBy,
  };
  return [{ plan: drawn, tone: told, changeLu: loudnessChangeDb(spectrum, now) }, after];
}

function toldRow(away: readonly number[], counts: readonly number[]): (number | null)[] {
  return away.map((db, b) => (counts[b]! > 0 ? hundredth(db) : null));
}
