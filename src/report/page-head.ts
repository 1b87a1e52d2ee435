// Page head: what every page of ours begins with: its title, the house's look and its own, and that it may load nothing.
import { escapeText } from './markup.ts';
import { PAGE_STYLE } from './page-style.ts';

export interface PageHead {
  readonly title: string;
  /** Besides the house's own look. */
  readonly style?: string;
  /** Besides the look that stands in it, what the page's own policy allows: `media-src 'self' file:`. Nothing unless told. */
  readonly allowed?: string;
}

/** From the first line to `<body>`; needs no network. */
export function pageHead({ title, style, allowed }: PageHead): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'${allowed === undefined ? '' : `; ${allowed}`}`;
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeText(title)}</title>
<style>${PAGE_STYLE}${style === undefined ? '' : `\n${style}`}</style>
</head>
<body>`;
}
