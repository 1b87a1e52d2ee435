// Album papers: what lies beside the deliveries: the plan to render it again, the passport, the readme, the checksums.
import type { DigestFactory } from '../deliver/accept/digest.ts';
import { checksumList } from '../deliver/passport/checksum-list.ts';
import { issuePassport } from '../deliver/passport/issue-passport.ts';
import { listedFiles, textHash } from '../deliver/passport/verify-papers.ts';
import {
  ALBUM_PAGE,
  CHECKSUM_FILE,
  PASSPORT_FILE,
  PASSPORT_PAGE,
  README_FILE,
  SIGNATURE_FILE,
  type Passport,
} from '../deliver/passport/passport.ts';
import { passportPage } from '../report/delivery/passport-page.ts';
import { albumPage } from '../report/album/album-page.ts';
import { albumReport, type SeamAudition } from '../report/album/album-report.ts';
import { readmeText } from '../report/delivery/readme-text.ts';
import { ALBUM_PLAN_FILE, type AlbumPlan } from './album-plan.ts';
import { askedDelivery } from './deliver-report.ts';
import { isAccepted, type MadeDelivery } from './make-deliveries.ts';
import type { AlbumMade } from './master-album.ts';
import type { AlbumPaper } from './show-deliveries.ts';

/** In the order in which they appear; the passport, which vouches for all, comes last. */
export const PAPER_NAMES = [
  ALBUM_PLAN_FILE,
  README_FILE,
  CHECKSUM_FILE,
  ALBUM_PAGE,
  PASSPORT_PAGE,
  PASSPORT_FILE,
] as const;

/** A signature under an earlier passport is none under this one. */
export const OUTDATED_NAMES = [SIGNATURE_FILE] as const;

export interface AlbumPapers {
  readonly papers: readonly AlbumPaper[];
  readonly passport: Passport;
}

/** Of what was accepted. The same for the same plan: whoever renders from it gets the same papers. */
export async function albumPapers(
  { plan, mastered }: Pick<AlbumMade, 'plan' | 'mastered'>,
  made: readonly MadeDelivery[],
  createDigest: DigestFactory,
  auditions: readonly SeamAudition[] = [],
): Promise<AlbumPapers> {
  const accepted = made.filter(isAccepted);
  const planText = toJson(plan);
  const bare = issuePassport({
    tool: plan.tool,
    date: plan.date,
    recipe: { path: ALBUM_PLAN_FILE, sha256: await textHash(planText, createDigest), seed: plan.seed },
    mastered,
    sources: plan.sources,
    deliveries: accepted.map(({ delivery }) => delivery!),
    profiles: accepted.map(({ profile }) => profile),
    folders: accepted.map(({ profile }) => profile.id),
  });
  const read = [
    { name: README_FILE, text: readmeText(bare) },
    { name: ALBUM_PAGE, text: pageOf(plan, mastered, made, auditions) },
    { name: PASSPORT_PAGE, text: passportPage(bare) },
  ];
  const hashed = read.map(async ({ name, text }) => ({
    path: name,
    sha256: await textHash(text, createDigest),
  }));
  const passport = { ...bare, papers: await Promise.all(hashed) };
  const passportText = toJson(passport);
  const papers = [
    ...read,
    { name: ALBUM_PLAN_FILE, text: planText },
    { name: PASSPORT_FILE, text: passportText },
    {
      name: CHECKSUM_FILE,
      text: checksumList(listedFiles(passport, await textHash(passportText, createDigest))),
    },
  ];
  return { papers: PAPER_NAMES.map((name) => papers.find((paper) => paper.name === name)!), passport };
}

function pageOf(
  plan: AlbumPlan,
  mastered: AlbumMade['mastered'],
  made: readonly MadeDelivery[],
  auditions: readonly SeamAudition[],
): string {
  const { tool, date, album, timelines, balance } = plan;
  const { passages, integratedLufs } = mastered;
  return albumPage(
    albumReport({
      tool,
      date,
      album,
      stage: 'mastered',
      integratedLufs,
      timelines,
      passages,
      auditions,
      balance,
      deliveries: made.map(askedDelivery),
      downloads: [
        { path: README_FILE, words: 'What lies here, and for whom.', bytes: null },
        { path: PASSPORT_PAGE, words: 'What was done, measured and proved, with every hash.', bytes: null },
        {
          path: ALBUM_PLAN_FILE,
          words: 'From this all of it can be rendered again, bit for bit.',
          bytes: null,
        },
      ],
    }),
  );
}

/** A recipe is for programs, and long: one line would be too long for people's tools. */
const toJson = (record: AlbumPlan | Passport): string => `${JSON.stringify(record, null, 2)}\n`;
