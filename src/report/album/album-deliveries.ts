// Album deliveries: what was made for whom, whether it was accepted, every file with its hash, and what to take first.
import type { DeliveredFile } from '../../deliver/delivery.ts';
import { fileSize, fixed } from '../figures.ts';
import { escapeText } from '../markup.ts';
import { items, paragraph, section } from '../page-parts.ts';
import { deliveryNoteSentence, refusalSentence } from '../delivery/words-delivery.ts';
import type { AlbumReport, DeliveredSet, Download } from './album-report.ts';

export function deliveriesSection({ deliveries }: AlbumReport): string {
  return section('Deliveries', items('deliveries', deliveries.map(deliveryPart)));
}

export function downloadsSection({ downloads }: AlbumReport): string {
  return section('To take with you', items('downloads', downloads.map(downloadPart)));
}

function deliveryPart({ title, folder, delivery }: DeliveredSet): string {
  const { files, refusals, notes } = delivery;
  const refused = refusals.length > 0;
  const state = refused ? 'refused' : 'accepted';
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const size =
    files.length === 0 ? '' : `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${fileSize(bytes)}`;
  const where = folder === '' || refused ? '' : `, in ${folder}/`;
  return (
    `<h3><span>${escapeText(title)}</span><span class="state ${state}">${state}</span></h3>` +
    (size === '' ? '' : paragraph(size + where, 'small quiet')) +
    refusals.map((refusal) => paragraph(refusalSentence(refusal))).join('') +
    notes.map((note) => paragraph(deliveryNoteSentence(note), 'prose cure')).join('') +
    filesTable(files, folder)
  );
}

function filesTable(files: readonly DeliveredFile[], folder: string): string {
  if (files.length === 0) return '';
  const heads = ['File', 'Size', 'LUFS', 'dBTP'].map(
    (words, i) => `<th scope="col"${i === 0 ? '' : ' class="figure"'}>${words}</th>`,
  );
  const rows = files.map((file) => {
    const name = `<span class="path">${link(folder, file.path)}</span><span class="sum gloss">${escapeText(file.sha256)}</span>`;
    const cells = [fileSize(file.bytes), fixed(file.integratedLufs), fixed(file.truePeakDbtp, 2)];
    return `<tr><th scope="row">${name}</th>${cells.map((cell) => `<td class="figure">${escapeText(cell)}</td>`).join('')}</tr>`;
  });
  return `<details class="within"><summary>The files and their SHA-256</summary><table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></details>`;
}

function downloadPart({ path, words, bytes }: Download): string {
  const size = bytes === null ? '' : `, ${fileSize(bytes)}`;
  return `<p class="path">${link('', path)}</p>${paragraph(words + size, 'small quiet')}`;
}

/** Beside the page: it opens what it names. */
function link(folder: string, path: string): string {
  const whole = folder === '' ? path : `${folder}/${path}`;
  const href = whole.split('/').map(encodeURIComponent).join('/');
  return `<a href="./${escapeText(href)}">${escapeText(path)}</a>`;
}
