// YAML words: values as they stand in an album file: plain where they can, in quotation marks where they must.
import { DEFAULT_INTENT, type Intent } from '../../master/intent.ts';
import type { Duration, Fade } from '../album.ts';

/** What YAML takes for the text it is: no sign that means anything to it, no blank at an end, nothing like a number or a word of its own. */
const PLAIN = /^[\p{L}_(](?:[\p{L}\p{M}\p{N} _()./!’'&+-]*[\p{L}\p{M}\p{N}_().!’'&+-])?$/u;
const ITS_OWN = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
/** A file's name may begin with figures where a letter follows and no sign makes a number or a time of it. */
const NUMBERED = /^\d[\d ]*[ _]?[\p{L}(][\p{L}\p{M}\p{N} _().!’'&+/-]*[\p{L}\p{M}\p{N})]$/u;
const LIKE_NUMBER = /^\d[\d_]*(?:[eE]\d*|[xob][\dA-Fa-f]*)?$/;

export function yamlText(text: string): string {
  const isPlain = PLAIN.test(text) || (NUMBERED.test(text) && !LIKE_NUMBER.test(text));
  return isPlain && !ITS_OWN.test(text) && !text.includes('  ') ? text : JSON.stringify(text);
}

/** One text alone, several in brackets. */
export function yamlNames(names: readonly string[]): string {
  return names.length === 1 ? yamlText(names[0]!) : `[${names.map(yamlText).join(', ')}]`;
}

/** Any plain value on one line. */
export function yamlFlow(value: unknown): string {
  if (typeof value === 'string') return yamlText(value);
  if (Array.isArray(value)) return `[${value.map(yamlFlow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{ ${fields.map(([name, one]) => `${name}: ${yamlFlow(one)}`).join(', ')} }`;
}

const UNIT_WORDS = { sectors: 'sectors', seconds: 's', beats: 'beats', decay: 'decay' } as const;

/** `2.5 s`, `4 beats`, `decay`; a record where the number has no plain digits. */
export function yamlLength({ unit, value }: Duration): string {
  if (!isPlainNumber(value)) return yamlFlow({ unit, value });
  if (unit === 'decay' && value === 1) return 'decay';
  return `${value} ${UNIT_WORDS[unit]}`;
}

/** `4 s log`. */
export function yamlFade({ length, curve }: Fade): string {
  return isPlainNumber(length.value) ? `${yamlLength(length)} ${curve}` : yamlFlow({ length, curve });
}

const isPlainNumber = (value: number): boolean => /^\d+(\.\d+)?$/.test(String(value));

/** What of an intent differs from `usual`; null where nothing does. */
export function yamlIntent(intent: Partial<Intent>, usual: Partial<Intent> = DEFAULT_INTENT): string | null {
  const told = Object.entries(intent).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name as keyof Intent]),
  );
  if (told.length === 0) return null;
  const short = told.map(([name, value]) => [name, name === 'loudness' ? shortLoudness(intent) : value]);
  return yamlFlow(Object.fromEntries(short));
}

function shortLoudness({ loudness }: Partial<Intent>): unknown {
  return loudness?.mode === 'target' ? loudness.lufs : loudness?.mode;
}
