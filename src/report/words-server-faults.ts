// Words for the studio's server: what keeps the page from being shown, and what to do.
import type { Facts, Phrase } from './phrase.ts';

export const SERVER_FAULTS: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'studio-not-built': () => ({
    text: 'The studio is not built yet.',
    cure: 'Run npm start in Lacquer’s folder: it builds what is missing.',
  }),
  'port-taken': (f) => ({
    text: `Another program already answers on port ${String(f.port)} of this machine.`,
    cure: 'Choose another one with --port, or end the other program. Without --port the next free one is taken.',
  }),
  'port-refused': (f) => ({
    text: `This machine does not let Lacquer answer on port ${String(f.port)} (${String(f.reason)}).`,
    cure: 'Choose a port from 1024 to 65535 with --port.',
  }),
};
