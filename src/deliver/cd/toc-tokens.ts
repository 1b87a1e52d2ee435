// TOC tokens: the text of a cdrdao TOC file as words, texts and marks, each with its line.

export interface TocToken {
  readonly line: number;
  /** `text`: what stood in quotation marks; `word`: names, numbers, times and marks. */
  readonly kind: 'text' | 'word';
  readonly value: string;
}

const TOKEN = /\/\/[^\n]*|"((?:\\[\s\S]|[^"\\])*)"?|\d+:\d+:\d+|[{},:]|[^\s{},:"]+|\n/g;

/** Comments and blanks left out. */
export function tocTokens(text: string): TocToken[] {
  const tokens: TocToken[] = [];
  let line = 1;
  for (const [whole, quoted] of text.replace(/\r\n?/g, '\n').matchAll(TOKEN)) {
    if (quoted !== undefined) tokens.push({ line, kind: 'text', value: unescaped(quoted) });
    else if (whole !== '\n' && !whole.startsWith('//')) tokens.push({ line, kind: 'word', value: whole });
    line += whole.split('\n').length - 1;
  }
  return tokens;
}

/** Octal codes are ISO 8859-1. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3}|[\s\S])/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : code,
  );
}
