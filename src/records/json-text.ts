// JSON text: read strictly, with the place of every value and of the first mistake, the same in every engine.
import { refuseText, type ParsedText } from './parsed-text.ts';

/** No record of ours is nested half as deep. */
const MOST_DEPTH = 48;

const SPACE = /[ \t\r\n]*/y;
const TEXT = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const PLAIN = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** A list or record that is open: what its next value is called, and the names that stand in it already. */
interface Open {
  readonly isList: boolean;
  readonly path: string;
  readonly names: Set<string>;
  count: number;
}

/** Faults `bad-record`, with `line` and `column`: what is no JSON, names that stand twice, and what is nested past sense. */
export function readJson(text: string, file: string): ParsedText {
  const offsets = new JsonWalk(text, file).offsets();
  return { value: JSON.parse(text), offsetOf: (path) => offsets.get(path) ?? null };
}

/** One walk through the text; every step either moves on or refuses. */
class JsonWalk {
  private readonly text: string;
  private readonly file: string;
  private readonly found = new Map<string, number>();
  private readonly open: Open[] = [];
  private at = 0;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  offsets(): ReadonlyMap<string, number> {
    this.value('');
    while (this.open.length > 0) this.next(this.open.at(-1)!);
    this.skip(SPACE);
    if (this.at < this.text.length) this.refuse('something follows after its end');
    return this.found;
  }

  /** The next entry of what is open, or its end. */
  private next(holder: Open): void {
    const end = holder.isList ? ']' : '}';
    this.skip(SPACE);
    if (this.text[this.at] === end) {
      this.at++;
      this.open.pop();
      return;
    }
    if (holder.count > 0) {
      if (this.text[this.at] !== ',') this.refuse(`“,” or “${end}” is missing`);
      this.at++;
      this.skip(SPACE);
    }
    this.value(holder.isList ? `${holder.path}[${holder.count}]` : this.named(holder));
    holder.count++;
  }

  /** The path of the value whose name comes next. */
  private named(holder: Open): string {
    const start = this.at;
    if (!this.skip(TEXT)) this.refuse('a name in quotation marks is missing');
    const name = JSON.parse(this.text.slice(start, this.at)) as string;
    if (holder.names.has(name)) this.refuse(`the name “${shown(name)}” stands twice`, start);
    holder.names.add(name);
    this.skip(SPACE);
    if (this.text[this.at] !== ':') this.refuse('“:” is missing');
    this.at++;
    return holder.path === '' ? name : `${holder.path}.${name}`;
  }

  private value(path: string): void {
    this.skip(SPACE);
    this.found.set(path, this.at);
    const first = this.text[this.at];
    if (first === '[' || first === '{') {
      if (this.open.length === MOST_DEPTH) this.refuse('it is nested too deeply');
      this.at++;
      this.open.push({ isList: first === '[', path, names: new Set(), count: 0 });
    } else if (!this.skip(TEXT) && !this.skip(PLAIN)) {
      this.refuse(this.at === this.text.length ? 'it ends too early' : 'this is no JSON');
    }
  }

  /** Moves on over what the pattern matches here; false where it does not. */
  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private refuse(what: string, offset = this.at): never {
    throw refuseText(this.text, this.file, what, offset);
  }
}

function shown(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
