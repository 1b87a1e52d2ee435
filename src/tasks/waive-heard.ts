// Waive heard: findings of a song that was heard already, marked as intended or no longer; the waivers of all songs lie in one list.
import type { Finding } from '../inspect/finding.ts';
import { applyWaivers, covers, placeOf, waiverOf, type Waiver } from '../inspect/waivers.ts';
import type { Analysis } from '../master/analysis.ts';
import { createContentPrint, type ContentPrint } from '../measure/content-print.ts';
import { pump } from '../measure/measure.ts';
import { Fault } from '../signal/fault.ts';
import type { Source } from '../signal/stream.ts';

/** The song's content print; closes `source`. */
export async function printOf(source: Source): Promise<ContentPrint> {
  try {
    const meter = createContentPrint(source.format);
    await pump(source, [meter]);
    return meter.result();
  } finally {
    await source.close();
  }
}

/** The analysis with what the waivers mark in it, and with no older mark. */
export function markedAnalysis(
  analysis: Analysis,
  print: ContentPrint,
  waivers: readonly Waiver[],
): Analysis {
  const marked = (findings: readonly Finding[]): Finding[] =>
    applyWaivers(findings.map(unmarked), print, waivers);
  return { ...analysis, findings: marked(analysis.findings), mixNotes: marked(analysis.mixNotes) };
}

function unmarked(finding: Finding): Finding {
  const { waived, ...plain } = finding;
  return waived === undefined ? finding : plain;
}

/** `waivers` with those of `meant`; what was waived there before gets the new note. Fault `nothing-to-remember`. */
export function moreWaivers(
  waivers: readonly Waiver[],
  meant: readonly Finding[],
  print: ContentPrint,
  told: Pick<Waiver, 'song' | 'note'>,
): Waiver[] {
  const made = meant.map((finding) => {
    const waiver = waiverOf(finding, print, told);
    if (waiver === null) throw new Fault('nothing-to-remember', 'input', { file: told.song });
    return waiver;
  });
  return [...fewerWaivers(waivers, meant, print), ...made];
}

/** `waivers` without those that cover any of `meant`. */
export function fewerWaivers(
  waivers: readonly Waiver[],
  meant: readonly Finding[],
  print: ContentPrint,
): Waiver[] {
  return waivers.filter((waiver) => {
    const there = placeOf(waiver, print);
    return there === null || !meant.some((finding) => covers(waiver, there, finding));
  });
}
