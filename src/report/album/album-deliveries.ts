// Album deliveries: what was made for whom, whether it was accepted, every file with its hash, and what to take first.
import type { DeliveredFile } from '../../deliver/delivery.ts';
import { fileSize, fixed } from '../figures.ts';
import { escapeText } from '../markup.ts';
import { items, paragraph, section } from '../page-parts.ts';
import type { AskedDelivery } from '../delivery/deliver-record.ts';
import { deliveryNoteSentence, refusalSentence } from '../delivery/words-delivery.ts';
import { faultWords } from '../words.ts';
import type { AlbumReport, Download } from './album-report.ts';
import { capitalised, counted } from './album-words.ts';

export function deliveriesSection({ deliveries }: AlbumReport): string {
  return section('Deliveries', items('deliveries', deliveries.map(deliveryPart)));
}

export function downloadsSection({ downloads }: AlbumReport): string {
  return section('To take with you', items('downloads', downloads.map(downloadPart)));
}

function deliveryPart(asked: AskedDelivery): string {
  const { title, folder, delivery } = asked;
  const state = folder === null ? 'refused' : 'accepted';
  const notes = (delivery?.notes ?? []).map((note) => paragraph(deliveryNoteSentence(note), 'prose cure'));
  const head = `<h3><span>${escapeText(title)}</span><span class="state ${state}">${state}</span></h3>`;
  if (folder === null || delivery === null) return head + refusedWords(asked) + notes.join('');
  return head + filesLine(delivery.files, folder) + notes.join('') + filesTable(delivery.files, folder);
}

/** Every reason, and what to do where somebody can do something. */
function refusedWords({ delivery, fault }: AskedDelivery): string {
  const refusals = (delivery?.refusals ?? []).map((refusal) => paragraph(refusalSentence(refusal))).join('');
  if (fault === null) return refusals;
  const { text, cure } = faultWords(fault);
  return refusals + paragraph(text) + (cure === '' ? '' : paragraph(cure, 'prose cure'));
}

function filesLine(files: readonly DeliveredFile[], folder: string): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return paragraph(
    `${capitalised(counted(files.length, 'file'))}, ${fileSize(bytes)}, in ${folder}/`,
    'small quiet',
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
