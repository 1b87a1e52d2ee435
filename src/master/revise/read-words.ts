// Read words: a sentence of wishes, understood word by word from the vocabulary; what is not in it is a Fault.
import { Fault } from '../../signal/fault.ts';
import type { Asking, ChangeAsked, PlaceAsked } from './asking.ts';
import type { SubjectId } from './subjects.ts';
import { moveNameAt, nearWords, phraseAt, subjectFollows, type Meant } from './phrase-at.ts';
import { timePlace } from './time-place.ts';
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
  /** Whether the last size had a minus before it. */
  private minus = false;
  private place: PlaceAsked | null = null;
  /** Said before any wish: holds for all of them up to a full stop. */
  private leading: PlaceAsked | null = null;
  /** How many wishes there were at the last full stop. */
  private askedBefore = 0;
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
    if (token.is === 'time') return this.takeTime('at');
    if (token.is === 'size') {
      this.at++;
      return this.size(token.db, token.minus);
    }
    const { meaning, length } = this.meant();
    if (meaning === null) throw this.unknown(token.text);
    this.at += length;
    this.take(meaning, token.text);
  }

  private meant(): Meant {
    return phraseAt(this.tokens, this.at);
  }

  private take(meaning: Meaning, word: string): void {
    switch (meaning.is) {
      case 'direction':
        this.sign = meaning.sign;
        return;
      case 'degree':
        return this.size(meaning.db);
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
        if (this.tokens[this.at]?.is === 'time') this.takeTime('at');
        return;
      case 'from':
      case 'to':
        if (this.tokens[this.at]?.is === 'time') this.takeTime(meaning.is);
        return;
      case 'join':
        this.sizeBehind();
        this.joined = true;
        this.askedSince = 0;
        return;
      case 'end':
        this.refuseLeft();
        this.askedBefore = this.asked.length;
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

  private size(db: number, minus = false): void {
    const last = this.asked.at(-1);
    this.minus = minus;
    // “By” tells of what was said before it; without it a size belongs to what follows.
    if (this.before() === 'by' && last?.kind === 'change') this.resize(last, db);
    else this.db = db;
  }

  private resize(last: ChangeAsked, db: number): void {
    this.refuseMinus(this.lastSign);
    this.asked[this.asked.length - 1] = { ...last, db: Math.sign(last.db) * db };
  }

  /** “Louder by -2 dB” says both ways at once. */
  private refuseMinus(said: 1 | -1 | null): void {
    if (this.minus && said === 1) throw this.unclear();
    this.minus = false;
  }

  /** A size that nothing followed was meant for the wish before it: the voice up a bit. */
  private sizeBehind(): void {
    const last = this.asked.at(-1);
    if (this.db === null || this.sign !== null || this.askedSince === 0 || last?.kind !== 'change') return;
    this.resize(last, this.db);
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
    if (this.sign !== null) throw this.unclear();
    if (subject === 'loudness' && subjectFollows(this.tokens, this.at)) this.sign = sign;
    else this.ask(subject, sign, sign);
  }

  private ask(subject: SubjectId, said: 1 | -1, sign: 1 | -1): void {
    this.refuseMinus(said);
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
    const free = this.sign === null && this.db === null;
    const leads = free && this.asked.length === this.askedBefore;
    // One place would silently stand in for the other.
    if (leads ? this.leading !== null : this.place !== null) throw this.unclear();
    if (leads) this.leading = place;
    else if (last?.kind !== 'change' || !free) this.place = place;
    else if (this.askedSince > 0 && last.place === this.leading)
      this.asked[this.asked.length - 1] = { ...last, place };
    else if (this.askedSince > 0 || this.nothingFollows()) this.asked.push({ ...last, place });
    else this.place = place;
  }

  private nothingFollows(): boolean {
    const { meaning } = this.meant();
    return this.at === this.tokens.length || meaning?.is === 'end' || meaning?.is === 'join';
  }

  private takeTime(how: 'at' | 'from' | 'to'): void {
    const { place, next } = timePlace(this.tokens, this.at, how);
    this.at = next;
    this.takePlace(place);
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
    // A move is turned as a whole.
    if (this.leading !== null) throw this.unclear();
    this.asked.push({ kind: 'share', name, share });
    this.askedSince = 0;
  }

  /** A direction, a size or a place that nothing followed. */
  private refuseLeft(): void {
    this.sizeBehind();
    const idle = this.leading !== null && this.askedBefore > 0 && this.asked.length === this.askedBefore;
    if (idle || this.sign !== null || this.db !== null || this.place !== null) throw this.unclear();
  }

  private unclear(): Fault {
    return new Fault('wish-unclear', 'usage', { word: this.tokens[this.at - 1]?.text ?? '' });
  }

  private unknown(word: string): Fault {
    return new Fault('unknown-word', 'usage', { word, near: nearWords(word, this.moves).join(', ') });
  }
}
