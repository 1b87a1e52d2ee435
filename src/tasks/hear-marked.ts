// Hear marked: a mix as heard, with what its artist marked as meant, so that nothing mends it.
import type { Place } from '../files/place.ts';
import type { ContentPrint } from '../measure/content-print.ts';
import type { Source } from '../signal/stream.ts';
import type { AnalysedSong } from './analyse-song.ts';
import { overheard } from './overhear.ts';
import { hearMix } from './hear-mix.ts';
import type { Run } from './run.ts';
import { readWaivers, waiverFileOf } from './waiver-file.ts';

/**
 * As `hearMix`, with the waivers that lie beside the song; `through` what it is heard by. Faults: those of `hearMix`; `bad-waivers`,
 * before anything is heard.
 */
export async function hearMarked(
  place: Place,
  mixPath: string,
  run: Run,
  through: (source: Source) => Source = (source) => source,
): Promise<AnalysedSong> {
  const waivers = await readWaivers(place, waiverFileOf(mixPath));
  if (waivers.length === 0) return hearMix(place, mixPath, run, through);
  // Loaded when needed: most songs have none.
  const [{ createContentPrint }, { markedAnalysis }] = await Promise.all([
    import('../measure/content-print.ts'),
    import('./waive-heard.ts'),
  ]);
  let readPrint = (): ContentPrint => [];
  const mix = await hearMix(place, mixPath, run, (file) => {
    const source = through(file);
    const meter = createContentPrint(source.format);
    readPrint = () => meter.result();
    return overheard(source, [meter]);
  });
  return { ...mix, analysis: markedAnalysis(mix.analysis, readPrint(), waivers) };
}
