// Vinyl papers: what goes to the plant beside the sound: the cue list as text and as a table, and the side sheet.
import type { Paper } from '../../deliver/delivery.ts';
import { CUE_TABLE, CUE_TEXT, SIDE_SHEET } from '../../deliver/vinyl/cut-names.ts';
import type { VinylCut } from '../../deliver/vinyl/vinyl-cut.ts';
import { cueCsv, cueText } from './cue-list.ts';
import { sideSheetPage } from './side-sheet.ts';

export function vinylPapers(cut: VinylCut): readonly Paper[] {
  return [
    { name: CUE_TEXT, text: cueText(cut) },
    { name: CUE_TABLE, text: cueCsv(cut) },
    { name: SIDE_SHEET, text: sideSheetPage(cut) },
  ];
}
