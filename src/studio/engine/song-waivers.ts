// Song waivers: what the artist marked as meant to be so, kept for all songs of this browser and known again by their sound.
import type { Place } from '../../files/place.ts';
import type { Finding } from '../../inspect/finding.ts';
import type { Waiver } from '../../inspect/waivers.ts';
import type { Analysis } from '../../master/analysis.ts';
import type { ContentPrint } from '../../measure/content-print.ts';
import type { Source } from '../../signal/stream.ts';
import { readWaivers, WAIVER_FILE, writeWaivers } from '../../tasks/waiver-file.ts';

/** Which findings are meant: all of a code, or those that begin at one of `startsS`. */
export interface MeantFindings {
  readonly code: string;
  readonly startsS: readonly number[] | null;
}

/** Those of one song: its print is taken once, when it is needed. */
export class SongWaivers {
  readonly #place: Place;
  readonly #file: string;
  #print: Promise<ContentPrint> | null = null;

  /** `root`: folder of the session, `''` for all of the place. */
  constructor(place: Place, root: string) {
    this.#place = place;
    this.#file = root === '' ? WAIVER_FILE : `${root}/${WAIVER_FILE}`;
  }

  /** The analysis of a song as it was just heard, with the marks that belong to it. `open`: its very samples. */
  async marked(analysis: Analysis, open: () => Promise<Source>): Promise<Analysis> {
    this.#print = null;
    const waivers = await this.#waivers();
    if (waivers.length === 0 || analysis.findings.length + analysis.mixNotes.length === 0) return analysis;
    const { markedAnalysis } = await import('../../tasks/waive-heard.ts');
    return markedAnalysis(analysis, await this.#printed(open), waivers);
  }

  /** Marks what is meant, or with `note` null takes the marks back; gives the analysis as it stands then. Fault `nothing-to-remember`. */
  async mark(
    analysis: Analysis,
    { code, startsS }: MeantFindings,
    { song, note }: { readonly song: string; readonly note: string | null },
    open: () => Promise<Source>,
  ): Promise<Analysis> {
    const { fewerWaivers, markedAnalysis, moreWaivers } = await import('../../tasks/waive-heard.ts');
    const isMeant = (finding: Finding): boolean =>
      finding.code === code && (startsS === null || startsS.includes(finding.startS ?? -1));
    const meant = [...analysis.findings, ...analysis.mixNotes].filter(isMeant);
    const [before, print] = [await this.#waivers(), await this.#printed(open)];
    const after =
      note === null ? fewerWaivers(before, meant, print) : moreWaivers(before, meant, print, { song, note });
    await writeWaivers(this.#place, this.#file, after);
    return markedAnalysis(analysis, print, after);
  }

  /** What cannot be read marks nothing. */
  #waivers(): Promise<Waiver[]> {
    return readWaivers(this.#place, this.#file).catch(() => []);
  }

  async #printed(open: () => Promise<Source>): Promise<ContentPrint> {
    this.#print ??= takePrint(open);
    try {
      return await this.#print;
    } catch (reason) {
      this.#print = null;
      throw reason;
    }
  }
}

async function takePrint(open: () => Promise<Source>): Promise<ContentPrint> {
  const { printOf } = await import('../../tasks/waive-heard.ts');
  return printOf(await open());
}
