// TOC cursor: the tokens of a TOC file, taken one after the other; what is not as it should be is a Fault with its line.
import { Fault } from '../../signal/fault.ts';
import { sectorsOfMsf } from './msf.ts';
import { SECTOR_FRAMES } from './msf.ts';
import type { TocToken } from './toc-tokens.ts';

export interface TocCursor {
  readonly atEnd: boolean;
  /** Fault `bad-toc` for the token before: `what` goes on a sentence. */
  wrong(what: string): Fault;
  peekIs(value: string): boolean;
  take(value: string): void;
  takeIf(value: string): boolean;
  word(): string;
  text(): string;
  /** Frames or minutes:seconds:frames; in sectors, a fraction where frames are not whole ones. */
  length(): number;
  peekIsLength(): boolean;
}

const LENGTH = /^\d+(:\d+:\d+)?$/;

/** `name`: of the file, for Faults. */
export function createTocCursor(tokens: readonly TocToken[], name: string): TocCursor {
  let at = 0;
  const wrong = (what: string): Fault => {
    const line = tokens[Math.max(0, at - 1)]?.line ?? 1;
    return new Fault('bad-toc', 'input', { file: name, line, what });
  };
  const next = (kind: TocToken['kind'], wanted: string): string => {
    const token = tokens[at++];
    if (token === undefined) throw wrong(`it ends where ${wanted} should stand`);
    if (token.kind !== kind) throw wrong(`“${token.value}” stands where ${wanted} should`);
    return token.value;
  };
  const peek = (): TocToken | undefined => tokens[at];
  const peekIs = (value: string): boolean => peek()?.kind === 'word' && peek()!.value.toUpperCase() === value;
  return {
    get atEnd() {
      return at >= tokens.length;
    },
    wrong,
    peekIs,
    take(value) {
      const found = next('word', `“${value}”`);
      if (found.toUpperCase() !== value) throw wrong(`“${found}” stands where “${value}” should`);
    },
    takeIf(value) {
      const isIt = peekIs(value);
      if (isIt) at++;
      return isIt;
    },
    word: () => next('word', 'a word'),
    text: () => next('text', 'a text in quotation marks'),
    length() {
      const value = next('word', 'a length');
      const sectors = value.includes(':') ? sectorsOfMsf(value) : Number(value) / SECTOR_FRAMES;
      if (sectors === null || !LENGTH.test(value)) throw wrong(`“${value}” is no length`);
      return sectors;
    },
    peekIsLength: () => peek()?.kind === 'word' && LENGTH.test(peek()!.value),
  };
}
