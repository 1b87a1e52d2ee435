// Song advice: what a song is asked beside its plan: the other ways to master it, and whether words are understood.
import type { Source } from '../../signal/stream.ts';
import type { Run } from '../../tasks/run.ts';
import type { CandidateOffers, HeardSong, SongRecord, Wish } from './protocol.ts';

/** All of it is loaded when it is asked for: few ask. */
export class SongAdvice {
  /** Kept as long as the page is open, for the same wish about the same findings. */
  #last: { readonly asked: string; readonly offers: CandidateOffers } | null = null;

  async candidates(
    open: () => Promise<Source>,
    path: string,
    heard: HeardSong,
    wish: Wish,
    run: Run,
  ): Promise<CandidateOffers> {
    const asked = JSON.stringify([wish, heard.analysis.findings]);
    if (this.#last?.asked === asked) return this.#last.offers;
    const { offerCandidates } = await import('../../tasks/offer-candidates.ts');
    const offers = await offerCandidates(open, path, heard, wish, run);
    this.#last = { asked, offers };
    return offers;
  }

  /** Rejects with what is wrong with the words. */
  async understand({ id, plan, heard }: SongRecord, words: string): Promise<void> {
    if (plan === null || heard === null) throw new Error(`${id} has no plan yet`);
    const { refuseSaid } = await import('../../tasks/said-words.ts');
    await refuseSaid(plan, words, heard.analysis);
  }
}
