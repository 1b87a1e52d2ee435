// Words for faults of the flow: wishes for a running order that cannot be, and records without a seam.
import type { Facts, Phrase } from './phrase.ts';

const told = (facts: Facts, name: string): string => String(facts[name]);

export const FLOW_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'unknown-song': (f) => ({
    text: `This album has no song “${told(f, 'id')}”.`,
    cure: `${typeof f.nearest === 'string' ? `Did you mean “${f.nearest}”? ` : ''}Its songs are: ${told(f, 'known')}.`,
  }),
  'song-follows': (f) => ({
    text:
      f.end === 'first'
        ? `“${told(f, 'song')}” cannot come first: it runs on from “${told(f, 'other')}”.`
        : `“${told(f, 'song')}” cannot come last: “${told(f, 'other')}” runs on from it.`,
    cure: 'Name the song at the outer end of those that belong together, or change how they are joined in the album file.',
  }),
  'two-ends': (f) => ({
    text: `“${told(f, 'first')}” and “${told(f, 'last')}” belong together and cannot be both the first and the last.`,
    cure: 'Leave one of the two wishes out.',
  }),
  'no-seams': () => ({
    text: 'There is no seam to listen to: no two songs follow each other on one disc.',
    cure: 'Give an album of at least two songs.',
  }),
};
