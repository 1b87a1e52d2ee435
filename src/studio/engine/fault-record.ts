// Fault record: whatever was thrown, as it crosses the worker's border.
import { Fault, type Facts } from '../../signal/fault.ts';
import type { FaultRecord } from './protocol.ts';

/**
 * What is no Fault is our own mistake. The artist knows files by their names, not by where below `folder` they are kept; what
 * is only kept (tracks, records) goes by the name of the song.
 */
export function faultRecord(reason: unknown, folder: string, songName: string | null = null): FaultRecord {
  if (reason instanceof Fault) {
    const { code, kind, facts } = reason;
    return { code, kind, facts: withNames(facts, `${folder}/`, songName) };
  }
  const what = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  return { code: 'assertion', kind: 'output', facts: { what } };
}

function withNames(facts: Facts, folder: string, songName: string | null): Facts {
  const named = (fact: Facts[string]): Facts[string] => {
    if (typeof fact !== 'string' || !fact.startsWith(folder)) return fact;
    const [, kind, ...steps] = fact.slice(folder.length).split('/');
    const own = kind === 'source' || kind === 'out' || kind === 'zip' ? steps.join('/') : '';
    return own || (songName ?? kind ?? fact);
  };
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, named(fact)]));
}
