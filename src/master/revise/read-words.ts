// Read words: a sentence of wishes, understood word by word from the vocabulary; what is not in it is a Fault.
import { Fault } from '../../signal/fault.ts';
import type { Asking, ChangeAsked, PlaceAsked } from './asking.ts';
import type { SubjectId } from './subjects.ts';
import { moveNameAt, nearWords, phraseAt, type Meant } from './phrase-at.ts';
import { SIZES, type Meaning } from './vocabulary.ts';
import { tokensOf, type Token } from './word-tokens.ts';

const MOST_LETTERS = 1000;
const MOST_WISHES = 16;
/**
 * The wishes in their order; at least one. `moves`: names by which moves of the plan are known, ids first. Faults, all of kind
 * `usage`: `unknown-word` (`word`, `near`), `no-wish`, `wish-unclear` (`word`: what stands there without the rest),
 * `too-many-wishes`.
 */
export function readWords(words: string, moves: readonly string[]): Asking[] {
  if (words.length > MOST_LETTERS) throw new Fault('too-many-wishes', 'usage', { most: MOST_WISHES });
  const asked = new WordReader(tokensOf(words), moves).read();
  if (asked.length === 0) throw new Fault('no-wish', 'usage', {});
  if (asked.length > MOST_WISHES) throw new Fault('too-many-wishes', 'usage', { most: MOST_WISHES });
  return asked;
}

class WordReader {
  private readonly tokens: readonly Token[];
  private readonly moves: readonly string[];
  private readonly asked: Asking[] = [];
  private at = 0;
  /** Said and not used up: which way, by how much, where. */
  private sign: 1 | -1 | null = null;
  private db: number | null = null;
  private place: PlaceAsked | null = null;
  /** Said before any wish: holds for all of them up to a full stop. */
  private leading: PlaceAsked | null = null;
  /** Which way the last wish went, for those that are joined to it by “and”. */
  private lastSign: 1 | -1 | null = null;
  private joined = false;
  /** Since the last “and”, comma or full stop. */
  private askedSince = 0;

  constructor(tokens: readonly Token[], moves: readonly string[]) {
    this.tokens = tokens;
    this.moves = moves;
  }

  read(): Asking[] {
    while (this.at < this.tokens.length) this.step(this.tokens[this.at]!);
    this.refuseLeft();
    return this.asked;
  }

  private step(token: Token): void {
    if (token.is === 'time') return this.takePlace(this.timePlace('at'));
    if (token.is === 'size') {
      this.at++;
      return this.size(token.db);
    }
    const { meaning, length } = this.meant();
    if (meaning === null) throw this.unknown(token.text);
    this.at += length;
    this.take(meaning, token.text);
  }

  private meant(from = this.at): Meant {
    return phraseAt(this.tokens, from);
  }

  private take(meaning: Meaning, word: string): void {
    switch (meaning.is) {
      case 'direction':
        this.sign = meaning.sign;
        return;
      case 'degree':
        this.size(meaning.db);
        return;
      case 'subject':
        return this.subject(meaning.subject, meaning.sign, word);
      case 'comparative':
        return this.comparative(meaning.subject, meaning.sign);
      case 'turn':
        throw new Fault('wish-unclear', 'usage', { word });
      case 'share':
        return this.share(meaning.share, word);
      case 'section':
        return this.takePlace({ kind: 'section', section: meaning.section });
      case 'at':
        if (this.tokens[this.at]?.is === 'time') this.takePlace(this.timePlace('at'));
        return;
      case 'from':
      case 'to':
        if (this.tokens[this.at]?.is === 'time') this.takePlace(this.timePlace(meaning.is));
        return;
      case 'join':
        this.sizeBehind();
        this.joined = true;
        this.askedSince = 0;
        return;
      case 'end':
        this.refuseLeft();
        this.lastSign = null;
        this.leading = null;
        this.joined = false;
        this.askedSince = 0;
        return;
      case 'by':
      case 'onwards':
      case 'filler':
    }
  }

  private size(db: number): void {
    const last = this.asked.at(-1);
    // “By” tells of what was said before it; without it a size belongs to what follows.
    if (this.before() === 'by' && last?.kind === 'change') {
      this.asked[this.asked.length - 1] = { ...last, db: Math.sign(last.db) * db };
    } else this.db = db;
  }

  /** A size that nothing followed was meant for the wish before it: the voice up a bit. */
  private sizeBehind(): void {
    const last = this.asked.at(-1);
    if (this.db === null || this.sign !== null || this.askedSince === 0 || last?.kind !== 'change') return;
    this.asked[this.asked.length - 1] = { ...last, db: Math.sign(last.db) * this.db };
    this.db = null;
  }

  /** The word before the one just taken, “a bit” being one. */
  private before(): string | undefined {
    const word = (back: number): string | undefined => this.tokens[this.at - back]?.text;
    return [word(2), word(3), word(4)].find((text) => text === 'by');
  }

  private subject(subject: SubjectId, opposite: 1 | -1, word: string): void {
    const sign = this.sign ?? this.turnBehind() ?? (this.joined ? this.lastSign : null);
    if (sign === null) throw new Fault('wish-unclear', 'usage', { word });
    this.ask(subject, sign, (sign * opposite) as 1 | -1);
  }

  /** “Up”, “down”, “louder” and “quieter” behind what they are about. */
  private turnBehind(): 1 | -1 | null {
    const { meaning, length } = this.meant();
    if (meaning === null) return null;
    const turns = meaning.is === 'turn' || (meaning.is === 'comparative' && meaning.subject === 'loudness');
    if (!turns) return null;
    this.at += length;
    return meaning.sign;
  }

  /** “Louder” before something is more of it. */
  private comparative(subject: SubjectId, sign: 1 | -1): void {
    if (this.sign !== null)
      throw new Fault('wish-unclear', 'usage', { word: this.tokens[this.at - 1]!.text });
    if (subject === 'loudness' && this.subjectFollows()) this.sign = sign;
    else this.ask(subject, sign, sign);
  }

  private subjectFollows(): boolean {
    for (let at = this.at; at < this.tokens.length; ) {
      const { meaning, length } = this.meant(at);
      if (meaning?.is !== 'filler') return meaning?.is === 'subject';
      at += length;
    }
    return false;
  }

  private ask(subject: SubjectId, said: 1 | -1, sign: 1 | -1): void {
    const change: ChangeAsked = {
      kind: 'change',
      subject,
      db: sign * (this.db ?? SIZES.plain),
      place: this.place ?? this.leading,
    };
    this.asked.push(change);
    this.askedSince++;
    this.lastSign = said;
    this.sign = null;
    this.db = null;
    this.place = null;
    this.joined = false;
  }

  /**
   * A place belongs to the wish before it; behind a comma or “and” to the one that follows, or if none does, once more to the
   * one before; at the beginning to all up to the full stop.
   */
  private takePlace(place: PlaceAsked): void {
    const last = this.asked.at(-1);
    if (last === undefined && this.sign === null && this.db === null) this.leading = place;
    else if (last?.kind !== 'change' || this.sign !== null || this.db !== null) this.place = place;
    else if (this.askedSince > 0 && last.place === this.leading)
      this.asked[this.asked.length - 1] = { ...last, place };
    else if (this.askedSince > 0 || this.nothingFollows()) this.asked.push({ ...last, place });
    else this.place = place;
  }

  private nothingFollows(): boolean {
    const { meaning } = this.meant();
    return this.at === this.tokens.length || meaning?.is === 'end' || meaning?.is === 'join';
  }

  /** At a time, or from one to another; the words for it are taken, the first time is next. */
  private timePlace(how: 'at' | 'from' | 'to'): PlaceAsked {
    const first = this.time();
    if (how === 'to') return { kind: 'stretch', startS: 0, endS: first };
    const { meaning, length } = this.meant();
    const leads = meaning?.is === 'to' || (how === 'from' && meaning?.is === 'join');
    if (leads && this.tokens[this.at + length]?.is === 'time') {
      this.at += length;
      return stretch(first, this.time());
    }
    if (how === 'at') return { kind: 'at', s: first };
    if (meaning?.is === 'onwards') this.at += length;
    return { kind: 'stretch', startS: first, endS: null };
  }

  private time(): number {
    const token = this.tokens[this.at++]!;
    return token.is === 'time' ? token.s : 0;
  }

  private share(share: number, word: string): void {
    while (this.meant().meaning?.is === 'filler') this.at++;
    const { name, length } = moveNameAt(this.tokens, this.at, this.moves);
    if (name === null) {
      const next = this.tokens[this.at]?.text;
      throw next === undefined
        ? new Fault('wish-unclear', 'usage', { word })
        : new Fault('no-such-move', 'usage', { name: next, moves: this.moves.join(', ') });
    }
    this.at += length;
    this.asked.push({ kind: 'share', name, share });
    this.askedSince = 0;
  }

  /** A direction, a size or a place that nothing followed. */
  private refuseLeft(): void {
    this.sizeBehind();
    if (this.sign === null && this.db === null && this.place === null) return;
    throw new Fault('wish-unclear', 'usage', { word: this.tokens[this.at - 1]?.text ?? '' });
  }

  private unknown(word: string): Fault {
    return new Fault('unknown-word', 'usage', { word, near: nearWords(word, this.moves).join(', ') });
  }
}

function stretch(a: number, b: number): PlaceAsked {
  return { kind: 'stretch', startS: Math.min(a, b), endS: Math.max(a, b) };
}
