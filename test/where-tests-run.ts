// Where tests run: every test runs in Node and in the page; what runs in one of them only is listed here, with the reason.

/** Glob patterns of tests for Node alone, by reason. */
export const NODE_ONLY: Record<string, readonly string[]> = {
  'starts programs: the command line, servers, browsers, build scripts': [
    'test/cli/**',
    'test/scripts/**',
    'test/studio/e2e/**',
    'test/regress/aac-decoder-lent.test.ts',
  ],
  'the disk and ffmpeg are places of Node': ['test/places/*.test.ts', 'test/regress/aac-input-fails.test.ts'],
  'reads the sources as text': [
    'test/house.test.ts',
    'test/report/words.test.ts',
    'test/deliver/profiles/profile-data.test.ts',
    'test/deliver/profiles/deliveries-guide.test.ts',
    'test/report/guide.test.ts',
    'test/master/revise/revising-guide.test.ts',
  ],
  'the page reads the same bytes by the same engine: a second time it would only take its time': [
    'test/files/fuzz.test.ts',
  ],
  'compares the plots it draws with files of docs/theory': ['test/theory/**'],
};

/** Glob patterns of tests for the page alone, by reason. */
export const PAGE_ONLY: Record<string, readonly string[]> = {
  'origin private files, dropped files and WebCodecs are places of the page': ['test/places/browser/**'],
  'workers of the page': ['test/page/**'],
};

export const patterns = (lists: Record<string, readonly string[]>): string[] => Object.values(lists).flat();
