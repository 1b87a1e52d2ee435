// Storage errors: what the browser's storage says, as a Fault.
import { Fault, type FaultKind } from '../../signal/fault.ts';

/** Name of a failed call to the browser (`NotFoundError` …), `''` for anything else. */
export function domErrorName(error: unknown): string {
  return error instanceof DOMException ? error.name : '';
}

/**
 * The Fault for a failed call on `file`: `not-found`, `is-folder`, `disk-full`, else `not-readable` or `not-writable` with the
 * browser's own name for it as `reason`. What the browser did not say is our own mistake and comes back as is.
 */
export function storageFault(error: unknown, file: string, kind: Exclude<FaultKind, 'usage'>): unknown {
  const reason = domErrorName(error);
  if (error instanceof Fault || reason === '') return error;
  return new Fault(faultCode(reason, kind), kind, { file, reason, machine: 'browser' }, error);
}

/** `work`, and its failure as a Fault. */
export async function asStorageOutcome<T>(
  file: string,
  kind: Exclude<FaultKind, 'usage'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageFault(error, file, kind);
  }
}

function faultCode(reason: string, kind: 'input' | 'output'): string {
  if (reason === 'NotFoundError' || (reason === 'NotAFolderError' && kind === 'input')) return 'not-found';
  if (reason === 'TypeMismatchError') return 'is-folder';
  if (reason === 'QuotaExceededError') return 'disk-full';
  return kind === 'input' ? 'not-readable' : 'not-writable';
}
