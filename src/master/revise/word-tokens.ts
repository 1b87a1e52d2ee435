// Word tokens: a sentence cut into words, times, sizes, and what stands between them.

/** A size in dB that is written out; more is bounded when it is done. */
const MOST_WRITTEN_DB = 24;

/** Times, sizes, words, and what stands between them. */
const TOKENS =
  /(?<time>\d+(?::\d{1,2}){1,2}(?:\.\d+)?)|(?<minus>[-–−]\s*)?(?<size>\d+(?:\.\d+)?)\s*(?:db|lu)\b|(?<seconds>\d+(?:\.\d+)?)\s*(?:s|sec|seconds?)\b|(?<word>[\p{L}][\p{L}\d]*(?:['’-][\p{L}\d]+)*)|(?<mark>[,;.!&+–-])|(?<odd>\S+)/giu;

export type Token =
  | { readonly is: 'time'; readonly s: number; readonly text: string }
  | { readonly is: 'size'; readonly db: number; readonly minus: boolean; readonly text: string }
  | { readonly is: 'word'; readonly text: string };

/** Lower case, whatever marks stand alone as words. */
export function tokensOf(words: string): Token[] {
  return [...words.normalize('NFC').toLowerCase().matchAll(TOKENS)].map(({ 0: text, groups = {} }): Token => {
    if (groups.time !== undefined) return { is: 'time', s: secondsOf(groups.time), text };
    if (groups.seconds !== undefined) return { is: 'time', s: Number(groups.seconds), text };
    if (groups.size !== undefined)
      return {
        is: 'size',
        db: Math.min(MOST_WRITTEN_DB, Number(groups.size)),
        minus: groups.minus !== undefined,
        text,
      };
    return { is: 'word', text: text.replaceAll('’', "'") };
  });
}

/** `1:12.5` and `1:02:03`. */
function secondsOf(time: string): number {
  return time.split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
}
