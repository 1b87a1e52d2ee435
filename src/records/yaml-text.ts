// YAML text: read as YAML 1.2 by the yaml package, without its traps: names twice, tags, and aliases that breed.
import { isCollection, isMap, isPair, isScalar, parseDocument, type Document, type Node } from 'yaml';
import { refuseText, type ParsedText } from './parsed-text.ts';

/** No record of ours is nested half as deep. */
const MOST_DEPTH = 48;
/** A file written by hand is a hundredth of it; the package takes its time with long ones. */
const MOST_LETTERS = 1 << 19;
/** How many values aliases may stand for in all. */
const MOST_ALIASED = 100;

/** Faults `bad-record`, with `line` and `column`. */
export function readYaml(text: string, file: string): ParsedText {
  if (text.length > MOST_LETTERS) throw refuseText(text, file, 'it is too long for YAML', 0);
  const document = parsed(text, file);
  const offsets = offsetsOf(document, text, file);
  return { value: valueOf(document, text, file), offsetOf: (path) => offsets.get(path) ?? null };
}

function parsed(text: string, file: string): Document {
  refuseDeep(text, file);
  const document = composed(text, file);
  const wrong = document.errors[0] ?? document.warnings[0];
  if (wrong) throw refuseText(text, file, `it is no YAML (${firstLine(wrong.message)})`, wrong.pos[0], wrong);
  return document;
}

/** Names that stand twice are found later: the package's own search takes the square of their number. */
function composed(text: string, file: string): Document {
  try {
    return parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: false, prettyErrors: false });
  } catch (reason) {
    // A stack overflow, by lists within lists that need no brackets.
    throw refuseText(text, file, 'it is nested too deeply', 0, reason);
  }
}

/** Brackets within brackets would lead the package too deep before it could be asked. */
function refuseDeep(text: string, file: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '[' || letter === '{') depth++;
    else if (letter === ']' || letter === '}') depth = Math.max(0, depth - 1);
    if (depth > MOST_DEPTH) throw refuseText(text, file, 'it is nested too deeply', at);
  }
}

function valueOf(document: Document, text: string, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASED });
  } catch (reason) {
    throw refuseText(text, file, 'its aliases stand for too much, or for nothing', 0, reason);
  }
}

/** Where every value stands by its path; refuses names that stand twice and what is nested too deeply. */
function offsetsOf(document: Document, text: string, file: string): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  const walk = (node: unknown, path: string, depth: number): void => {
    const start = (node as Node | null)?.range?.[0];
    if (start !== undefined) offsets.set(path, start);
    if (!isCollection(node)) return;
    if (depth === MOST_DEPTH) throw refuseText(text, file, 'it is nested too deeply', start ?? 0);
    const names = new Set<string>();
    node.items.forEach((item, i) => {
      if (!isMap(node) || !isPair(item)) return walk(item, `${path}[${i}]`, depth + 1);
      const name = isScalar(item.key) ? String(item.key.value) : '';
      const at = (item.key as Node | null)?.range?.[0] ?? start ?? 0;
      if (!isScalar(item.key)) throw refuseText(text, file, 'a name must be a plain word', at);
      if (names.has(name)) throw refuseText(text, file, `the name “${name}” stands twice`, at);
      names.add(name);
      walk(item.value, path === '' ? name : `${path}.${name}`, depth + 1);
    });
  };
  walk(document.contents, '', 0);
  return offsets;
}

function firstLine(message: string): string {
  return message.split('\n')[0]!.replace(/[.:]$/, '');
}
