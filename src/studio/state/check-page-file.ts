// Check page file: the check of a song as an HTML file, made in the page and saved as a download; loaded when it is asked for.
import { checkRecord } from '../../report/check-record.ts';
import { checkReportPage } from '../../report/check/check-report-page.ts';
import { DEFAULT_PROFILE } from '../../report/rules/rule-profiles.ts';
import { TOOL } from '../../tasks/version.ts';
import type { HeardSong } from '../engine/protocol.ts';
import { offer } from '../engine/save-files.ts';

export function saveCheckPage(fileName: string, { file, analysis, notes }: HeardSong): void {
  const record = checkRecord(fileName, file, analysis);
  const { measurements } = analysis;
  const page = checkReportPage({ tool: TOOL, profile: DEFAULT_PROFILE, record, measurements, notes });
  offer(new Blob([page], { type: 'text/html' }), `${fileName}.html`);
}
