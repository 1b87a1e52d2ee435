// Master command: `lacquer master`: plans, renders and delivers one mix, and tells the story of it.
import { dirname, join, relative, resolve } from 'node:path';
import { candidateId } from '../master/candidates/candidate.ts';
import type { Place } from '../files/place.ts';
import type { Plan } from '../master/plan.ts';
import { diskPlace } from '../places/disk.ts';
import { nativeSha256 } from '../places/native-digest.ts';
import { parseStrengths } from '../master/refuse-intent.ts';
import { masterSummary, planSummary } from '../report/summary.ts';
import type { Report } from '../report/report.ts';
import { MOVE_IDS } from '../report/words-moves.ts';
import type { ExplainWish } from '../tasks/explain-moves.ts';
import { planAsked, type PlanOptions } from '../tasks/judge-asked.ts';
import { masterSong } from '../tasks/master-song.ts';
import { songName } from '../tasks/outputs.ts';

import { readPlan } from '../tasks/read-plan.ts';
import type { Run } from '../tasks/run.ts';
import { EXIT, statusOfFindings, type ExitStatus } from './exit-status.ts';
import { askedFor } from './intent-options.ts';
import { interruptible } from './interrupt.ts';
import type { MasterOptions } from './command-options.ts';
import { createProgressLine, NO_PROGRESS, type ProgressLine } from './progress-line.ts';
import { withStdin } from './stdin-input.ts';
import { terminalText } from './terminal-text.ts';

export async function masterCommand(mix: string, options: MasterOptions): Promise<ExitStatus> {
  const asked = await askedFor(options, diskPlace());
  const line = options.json ? NO_PROGRESS : createProgressLine(process.stderr);
  try {
    return await interruptible((signal) =>
      withStdin([mix], signal, (place, [named]) => {
        const song = { place, mix: named! };
        const run: Run = { signal, progress: line.progress };
        return options.dryRun
          ? planOnly(song, asked, options, run, line)
          : masterAll(song, asked, options, run, line);
      }),
    );
  } finally {
    line.clear();
  }
}

type Asked = Awaited<ReturnType<typeof askedFor>>;

/** The mix, and where it is. */
interface MixAtPlace {
  readonly place: Place;
  readonly mix: string;
}

async function planOnly(
  { place, mix }: MixAtPlace,
  { intent, ownStyle, reference }: Asked,
  options: MasterOptions,
  run: Run,
  line: ProgressLine,
): Promise<ExitStatus> {
  const given = await givenPlan(options);
  const way = { ...wayOf(options), ownStyle, reference, ...(given ? { plan: given } : {}) };
  const { plan, cost } = await planAsked(place, mix, intent, way, run);
  line.clear();
  console.log(options.json ? JSON.stringify(plan, null, 2) : planSummary(plan, { ...terminalText(), cost }));
  return EXIT.done;
}

async function masterAll(
  { place, mix }: MixAtPlace,
  { intent, ownStyle, reference }: Asked,
  options: MasterOptions,
  run: Run,
  line: ProgressLine,
): Promise<ExitStatus> {
  const folder = options.out ?? defaultFolder(mix);
  const plan = await givenPlan(options);
  const report = await masterSong(
    place,
    mix,
    folder,
    intent,
    {
      force: options.force === true,
      cleanTwin: options.cleanTwin === true,
      createDigest: nativeSha256,
      date: new Date().toISOString(),
      ...(plan ? { plan, asAlternate: options.asAlternate === true } : { ownStyle, reference }),
      ...wayOf(options),
      ...explainOf(options),
    },
    run,
  );
  line.clear();
  return tellReport(report, folder, options);
}

async function givenPlan({ plan }: MasterOptions): Promise<Plan | undefined> {
  return plan === undefined ? undefined : readPlan(diskPlace(), plan);
}

/** Which of the candidates to take, which moves at another strength, and what to change in words. */
function wayOf({ candidate, strength, revise }: MasterOptions): PlanOptions {
  return {
    ...(revise === undefined ? {} : { revise }),
    ...(candidate === undefined ? {} : { candidate: candidateId(candidate) }),
    ...(strength === undefined ? {} : { strengths: parseStrengths(strength, MOVE_IDS) }),
  };
}

function explainOf({ explain, explainWhole }: MasterOptions): { explain?: ExplainWish } {
  if (explain === undefined && explainWhole !== true) return {};
  const moves = typeof explain === 'string' ? explain.split(',').map((id) => id.trim()) : [];
  return { explain: { moves: moves.filter((id) => id !== ''), whole: explainWhole === true } };
}

function defaultFolder(mix: string): string {
  return join(dirname(mix), `${songName(mix)}-master`);
}

function tellReport(report: Report, folder: string, options: MasterOptions): ExitStatus {
  const shown = relative(process.cwd(), resolve(folder)) || '.';
  console.log(options.json ? JSON.stringify(report, null, 2) : masterSummary(report, shown, terminalText()));
  return statusOfFindings([report.source.findings, ...report.files.map(({ record }) => record.findings)]);
}
