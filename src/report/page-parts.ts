// Page parts: what the report pages are set from: sections with a title, paragraphs, lists, charts.
import type { Chart } from './charts.ts';
import { escapeText } from './markup.ts';

export function section(title: string, body: string): string {
  return body === '' ? '' : `<section>\n<h2>${escapeText(title)}</h2>\n<div>${body}</div>\n</section>\n`;
}

export function paragraph(words: string, className = 'prose'): string {
  return `<p class="${className}">${escapeText(words)}</p>`;
}

export function items(className: string, bodies: readonly string[]): string {
  return bodies.length === 0
    ? ''
    : `<ul class="${className}">${bodies.map((body) => `<li>${body}</li>`).join('\n')}</ul>`;
}

/** A chart for desks and one for phones, of which the style shows one. */
export function figure({ title, caption, wide, narrow }: Chart): string {
  return (
    `<figure><h3>${escapeText(title)}</h3><div class="wide">${wide}</div><div class="narrow">${narrow}</div>` +
    `<figcaption>${escapeText(caption)}</figcaption></figure>`
  );
}
