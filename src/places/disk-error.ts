// Disk errors: what the operating system says, as a Fault.
import { Fault, type FaultKind } from '../signal/fault.ts';

/** Error code of a failed call to the system, `''` for anything else. */
export function systemCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/**
 * The Fault for a failed call on `file`: `not-found`, `is-folder`, `exists`, `disk-full`, else `not-readable` or
 * `not-writable` with the system's own code as `reason`. What is no system error is our own mistake and comes back as is.
 */
export function diskFault(error: unknown, file: string, kind: Exclude<FaultKind, 'usage'>): unknown {
  const reason = systemCode(error);
  if (error instanceof Fault || reason === '') return error;
  return new Fault(faultCode(reason, kind), kind, { file, reason }, error);
}

function faultCode(reason: string, kind: 'input' | 'output'): string {
  if (reason === 'ENOENT' || (reason === 'ENOTDIR' && kind === 'input')) return 'not-found';
  if (reason === 'EISDIR') return 'is-folder';
  if (reason === 'EEXIST') return 'exists';
  if (reason === 'ENOSPC' || reason === 'EDQUOT') return 'disk-full';
  return kind === 'input' ? 'not-readable' : 'not-writable';
}
