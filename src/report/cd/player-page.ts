// Player page: a disc to listen to, as one HTML file for whoever has to approve it: tracks, pauses and seams as on the CD.
import type { Disc, DiscTrack } from '../../deliver/cd/disc.ts';
import { pauseSectors, soundEnd } from '../../deliver/cd/disc-spans.ts';
import { SECTORS_PER_S } from '../../album/album.ts';
import { clock } from '../figures.ts';
import { escapeText } from '../markup.ts';
import { pageHead } from '../page-head.ts';
import { codeText, headLines, namedTrack, playingSectors } from './pq-rows.ts';
import { PLAYER_SCRIPT } from './player-script.ts';
import { PLAYER_STYLE } from './player-style.ts';

export interface PlayerCopy {
  readonly disc: Disc;
  /** Linear, largest of each stretch of the disc, in order. */
  readonly peaks: readonly number[];
  /** Of the sound in the page: `audio/mpeg`, `audio/ogg`. */
  readonly mime: string;
  /** In plain words: `MP3 at 192 kbit/s`. */
  readonly sound: string;
  readonly tool: { readonly name: string; readonly version: string };
}

/** Between the two stands the sound: elements of `playerPart`. */
export interface PlayerFrame {
  readonly before: string;
  readonly after: string;
}

/** `base64`: of whole groups of three bytes, but for the last part. */
export const playerPart = (base64: string): string =>
  `<script type="text/plain" class="sound-part">${base64}</script>\n`;

/** Letters and figures of base64 of which one part is made: well below what any browser takes as one text. */
export const PLAYER_PART_BYTES = 3 << 20;

/** Whatever the disc says is escaped; the page may load nothing but the sound within it (its own policy forbids it). */
export function playerFrame(copy: PlayerCopy): PlayerFrame {
  const { disc, sound, tool } = copy;
  const title = disc.texts.title === '' ? 'A disc without a title' : disc.texts.title;
  const before = `${pageHead({ title: `${title}: listening copy`, style: PLAYER_STYLE, allowed: "script-src 'unsafe-inline'; media-src blob:" })}
<header class="sleeve">
<div>
<h1>${escapeText(disc.texts.performer === '' ? 'Listening copy' : disc.texts.performer)}</h1>
<p class="verdict">${escapeText(title)}</p>
</div>
</header>
<main>
${deck(copy)}
<ol class="tracks">
${disc.tracks.map((track, i) => trackRow(disc, track, i)).join('\n')}
</ol>
<dl class="facts">${factLines(disc)
    .map(([name, value]) => `<dt>${escapeText(name)}</dt><dd>${escapeText(value)}</dd>`)
    .join('')}</dl>
</main>
<footer class="small">
<p>For listening, not for pressing: the sound in this page is ${escapeText(sound)}. Pauses, seams and order are those of the disc. Space plays and stops, the arrow keys go five seconds, n and p to the next track and back.</p>
<p>${escapeText(`${tool.name} ${tool.version}`)}</p>
</footer>
<script type="application/json" id="disc">${discData(copy)}</script>
`;
  const after = `<script>${PLAYER_SCRIPT}</script>
</body>
</html>
`;
  return { before, after };
}

function deck({ disc, peaks }: PlayerCopy): string {
  const lengthS = disc.leadOutSector / SECTORS_PER_S;
  return `<div class="deck">
<noscript><p class="trouble">This page plays its sound by a script, which this browser does not run.</p></noscript>
<p class="trouble" id="trouble" hidden>This browser cannot play the sound in this page. Try a current Chrome, Edge, Firefox or Safari.</p>
<div class="display"><span class="clock" id="clock">0:00</span><span class="now" id="now"></span><span class="whole" id="whole"></span></div>
<div class="strip">${strip(disc, peaks)}<input type="range" id="bar" min="0" max="${lengthS.toFixed(3)}" step="any" value="0" aria-label="Place on the disc"><span class="ring"></span></div>
<div class="keys"><button type="button" class="play" id="play">Play</button><button type="button" id="back">Back</button><button type="button" id="next">Next</button><button type="button" id="seams" aria-pressed="false">Seams only</button><label class="volume">Volume <input type="range" id="volume" min="0" max="1" step="0.01" value="1"></label></div>
<audio id="audio" preload="auto"></audio>
</div>`;
}

const WIDE = 1000;
const HIGH = 100;

/** The sound along the disc, pauses and starts marked; what is played is painted over by a moving edge. */
function strip({ tracks, leadOutSector }: Disc, peaks: readonly number[]): string {
  const x = (sector: number): string => ((WIDE * sector) / leadOutSector).toFixed(2);
  const path = outline(peaks);
  const rests = tracks
    .filter((track) => pauseSectors(track) > 0)
    .map(
      (track) =>
        `<rect class="rest" x="${x(track.pauseSector!)}" y="0" width="${x(pauseSectors(track))}" height="${HIGH}"/>`,
    );
  const marks = tracks.map(
    ({ startSector }) =>
      `<line class="mark" x1="${x(startSector)}" x2="${x(startSector)}" y1="0" y2="${HIGH}"/>`,
  );
  return `<svg viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none" aria-hidden="true"><clipPath id="played"><rect id="gone" x="0" y="0" width="0" height="${HIGH}"/></clipPath>${rests.join('')}<path class="sound" d="${path}"/><path class="gone" clip-path="url(#played)" d="${path}"/>${marks.join('')}</svg>`;
}

/** Mirrored about the middle. */
function outline(peaks: readonly number[]): string {
  const x = (i: number): string => ((WIDE * i) / Math.max(1, peaks.length - 1)).toFixed(1);
  const y = (peak: number, side: number): string =>
    (HIGH / 2 + (side * Math.min(1, peak) * HIGH) / 2).toFixed(1);
  const over = peaks.map((peak, i) => `${x(i)} ${y(peak, -1)}`);
  const under = peaks.map((peak, i) => `${x(i)} ${y(peak, 1)}`).reverse();
  return `M${[...over, ...under].join('L')}Z`;
}

function trackRow(disc: Disc, track: DiscTrack, i: number): string {
  const number = String(track.number);
  const name = namedTrack(track, disc) || `Track ${number}`;
  const lengthS = (soundEnd(disc, track) - track.startSector) / SECTORS_PER_S;
  const pauseS = i === 0 ? 0 : pauseSectors(track) / SECTORS_PER_S;
  const about = [
    i === 0 ? '' : pauseS > 0 ? `after a pause of ${pauseS.toFixed(1)} s` : 'without a pause',
    track.isrc === null ? '' : `<span class="code">${escapeText(codeText(track))}</span>`,
  ];
  const seam =
    i === disc.tracks.length - 1
      ? ''
      : `<button type="button" class="seam" aria-label="Hear how ${escapeText(name)} ends and the next track begins">hear its end</button>`;
  return `<li data-number="${number}" data-name="${escapeText(name)}"><button type="button" class="track"><span class="number">${number}</span><span class="name">${escapeText(name)}</span><span class="time">${clock(lengthS, 0)}</span><span class="about">${about.filter((part) => part !== '').join(', ')}</span></button>${seam}</li>`;
}

function factLines(disc: Disc): (readonly [name: string, value: string])[] {
  const shown = ['Catalogue number', 'UPC/EAN', 'Tracks'];
  const lines = headLines({ disc, number: 1, of: 1, sums: [], date: null });
  const playing = clock(playingSectors(disc) / SECTORS_PER_S, 0);
  return [...lines.filter(([name]) => shown.includes(name)), ['Playing time', playing]];
}

/** Numbers alone: nothing in it could end the element it stands in. */
function discData({ disc, mime }: PlayerCopy): string {
  const seconds = (sector: number): number => sector / SECTORS_PER_S;
  const tracks = disc.tracks.map((track) => ({
    number: track.number,
    pauseS: track.pauseSector === null ? null : seconds(track.pauseSector),
    startS: seconds(track.startSector),
    endS: seconds(soundEnd(disc, track)),
  }));
  return JSON.stringify({ tracks, lengthS: seconds(disc.leadOutSector), mime });
}
