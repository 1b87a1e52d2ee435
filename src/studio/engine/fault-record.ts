// Fault record: whatever was thrown, as it crosses the worker's border.
import { Fault, type Facts } from '../../signal/fault.ts';
import type { FaultRecord } from './protocol.ts';

/** What is no Fault is our own mistake. The artist knows a file by its name, not by where below `folder` it is kept. */
export function faultRecord(reason: unknown, folder: string): FaultRecord {
  if (reason instanceof Fault) {
    const { code, kind, facts } = reason;
    return { code, kind, facts: withoutFolder(facts, folder) };
  }
  const what = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
  return { code: 'assertion', kind: 'output', facts: { what } };
}

function withoutFolder(facts: Facts, folder: string): Facts {
  const shorten = (fact: Facts[string]): Facts[string] =>
    typeof fact === 'string' && fact.startsWith(`${folder}/`) ? fact.slice(fact.lastIndexOf('/') + 1) : fact;
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, shorten(fact)]));
}
