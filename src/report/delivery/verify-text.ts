// Verify text: what `lacquer verify` prints: what was read, who signed it, and everything that is not as it left.
import type { Refusal } from '../../deliver/finish/written-files.ts';
import type { SignatureState } from '../../deliver/passport/passport-signature.ts';
import type { Passport } from '../../deliver/passport/passport.ts';
import { count, fileSize } from '../figures.ts';
import { type TextStyle, wrapped } from '../text-style.ts';
import { doubtSentence, refusalSentence } from './words-delivery.ts';

export interface VerifyStory {
  readonly passport: Passport;
  readonly signature: { readonly state: SignatureState; readonly publicKey: string | null };
  readonly files: number;
  readonly bytes: number;
  readonly refusals: readonly Refusal[];
  /** How many files were rendered again and compared; null: none was asked for. */
  readonly rendered: number | null;
}

export interface VerifyLook {
  readonly width: number;
  readonly style: TextStyle;
}

export function verifyText(story: VerifyStory, { width, style }: VerifyLook): string {
  const { passport, refusals, files, bytes, rendered } = story;
  const { album, tool, date, deliveries } = passport;
  const head = [
    style.strong(`${album.artists.join(', ')}: ${album.title}`),
    ...wrapped(
      `Made with ${tool.name} ${tool.version} on ${date.slice(0, 10)}: ${deliveries.map((one) => one.title).join(', ')}.`,
      width,
    ),
    ...wrapped(signatureWords(story), width),
    '',
  ];
  const again =
    rendered === null
      ? ''
      : ` ${count(rendered)} files were made once more and came out the same, bit for bit.`;
  const body =
    refusals.length === 0
      ? wrapped(
          `All ${count(files)} files (${fileSize(bytes)}) were read and are as they left.${again}`,
          width,
        ).map(style.good)
      : [
          style.bad(
            refusals.length === 1
              ? 'One thing is not as it left:'
              : `${count(refusals.length)} things are not as they left:`,
          ),
          ...refusals.flatMap((one) => wrapped(refusalSentence(one), width - 2).map((line) => `  ${line}`)),
        ];
  const doubts = passport.doubts.flatMap((one) =>
    wrapped(doubtSentence(one), width - 2, '').map((line) => `  ${line}`),
  );
  return [
    ...head,
    ...body,
    ...(doubts.length === 0 ? [] : ['', style.dim('Not known for sure:'), ...doubts.map(style.dim)]),
  ].join('\n');
}

function signatureWords({ signature: { state, publicKey } }: VerifyStory): string {
  if (state === 'none') return 'It is not signed.';
  if (state === 'broken') return 'It is signed, and the signature does not hold.';
  return `Signed by the key ${publicKey}; the signature holds.`;
}
