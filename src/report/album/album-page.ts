// Album page: a record on one HTML page that needs no network and no script: its arc, its seams, what was made of it.
import { fixed, level } from '../figures.ts';
import { escapeText } from '../markup.ts';
import { figure, paragraph, section } from '../page-parts.ts';
import { pageHead } from '../page-head.ts';
import { NARROW, WIDE } from '../plot.ts';
import { flowWords } from '../words-flow.ts';
import { deliveriesSection, downloadsSection } from './album-deliveries.ts';
import { albumDisc } from './album-groove.ts';
import { ALBUM_STYLE } from './album-page-style.ts';
import type { AlbumReport } from './album-report.ts';
import { albumVerdict, titlesOf } from './album-words.ts';
import { arcLoudnessChart, arcTraitsChart } from './chart-arc.ts';
import { runningOrderSection } from './running-order.ts';
import { seamsSection } from './seams-section.ts';

/**
 * Whatever the report says is escaped. The page stands beside its seams and deliveries, which it names by their paths; it may load
 * nothing else (its own policy forbids it).
 */
export function albumPage(report: AlbumReport): string {
  const { album } = report;
  return `${pageHead({ title: `${album.title}${by(report)}`, style: ALBUM_STYLE, allowed: "media-src 'self' file:" })}
${sleeve(report)}
<main>
${runningOrderSection(report)}${arcSection(report)}${seamsSection(report)}${deliveriesSection(report)}${downloadsSection(report)}</main>
${smallPrint(report)}
</body>
</html>
`;
}

function by({ album }: AlbumReport): string {
  return album.artists.length === 0 ? '' : `, ${album.artists.join(', ')}`;
}

function sleeve(report: AlbumReport): string {
  return `<header class="sleeve">
<div>
<h1>${escapeText(`${report.album.title}${by(report)}`)}</h1>
<p class="verdict">${escapeText(albumVerdict(report))}</p>
<p class="quiet">${escapeText(factsLine(report))}</p>
</div>
${albumDisc(report.arc)}
</header>`;
}

function factsLine(report: AlbumReport): string {
  const { album, timelines, integratedLufs, truePeakDbtp, stage } = report;
  const facts = [
    timelines.length > 1 ? `${timelines.length} discs` : null,
    integratedLufs === null ? null : `${level(integratedLufs, 'LUFS')} as a whole`,
    truePeakDbtp === null ? null : `true peak ${level(truePeakDbtp, 'dBTP')}`,
    album.label,
    album.catalogueNumber,
    album.barcode,
    album.date,
    stage === 'given' ? 'heard as the files are, before any mastering' : null,
  ];
  return facts.filter((fact) => fact !== null && fact !== '').join(', ');
}

function arcSection({ arc, album }: AlbumReport): string {
  if (arc.songs.length === 0) return '';
  const titleOf = titlesOf(album);
  const remarks = arc.remarks.map((remark) => paragraph(flowWords(remark, titleOf))).join('');
  const charts = [
    {
      name: 'arc-loudness',
      title: 'Loudness over the record',
      caption: LOUDNESS_CAPTION,
      wide: arcLoudnessChart(arc, WIDE),
      narrow: arcLoudnessChart(arc, NARROW),
    },
    {
      name: 'arc-traits',
      title: 'Song by song',
      caption: TRAITS_CAPTION,
      wide: arcTraitsChart(arc, WIDE),
      narrow: arcTraitsChart(arc, NARROW),
    },
  ];
  return section(
    'The arc',
    `${remarks === '' ? '' : `<div class="arc-remarks">${remarks}</div>`}<div class="charts">\n${charts.map(figure).join('\n')}\n</div>`,
  );
}

const LOUDNESS_CAPTION =
  'Loudness of three seconds at a time, in LUFS; the blue bars are how loud each song is where it is loud. Numbers are those of the running order. Quiet songs may stay quiet: what counts is that the blue bars of full songs stand level.';
const TRAITS_CAPTION =
  'Brightness: treble over middle, dB. Density: how far peaks stand above the loudness, dB; the fewer, the denser, and the higher it is drawn. Width: sides against middle above the bass, dB. Tempo: beats a minute, where there is a steady beat; it may as well be felt at half or double.';

function smallPrint({ tool, date, stage }: AlbumReport): string {
  const made = date === null ? '' : `, ${date.slice(0, 10)}`;
  const what = stage === 'given' ? 'on the files as they are' : 'on the masters as they were rendered';
  return `<footer class="small">
<p>${escapeText(`All figures of songs and seams were measured ${what}. Loudness after ITU-R BS.1770-5 and EBU R 128. Tempo and key are estimates; where they are not sure, they count for less.`)}</p>
<p>A seam's score, ${fixed(0, 0)} to 100, is a rule of thumb: level, tone, tempo and key from the one song to the next, and the rest between them. It tells where to listen; ears decide.</p>
<p>${escapeText(`${tool.name} ${tool.version}${made}`)}</p>
</footer>`;
}
