// Fault: a failure we expect, with a stable code, the facts and a cure; its words live in report/words.

/** Facts a fault carries; the words quote them by name. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Which exit status of the command line a fault belongs to. */
export type FaultKind = 'usage' | 'input' | 'output';

/**
 * Thrown for what can go wrong without anyone's mistake in this code: a broken file, a full disk, an impossible request.
 * `code` is kebab-case and never renamed. `kind`: `usage` (exit 2), `input` (exit 3), `output` (exit 4).
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: string;
  readonly kind: FaultKind;
  readonly facts: Facts;

  constructor(code: string, kind: FaultKind, facts: Facts = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(facts)}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.kind = kind;
    this.facts = facts;
  }
}
