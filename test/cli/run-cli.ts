// Run cli: the command line inside this process, with what it printed.
import { vi } from 'vitest';
import { runCommandLine } from '../../src/cli/program.ts';

export interface CliResult {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export async function runCli(...args: string[]): Promise<CliResult> {
  const out: string[] = [];
  const err: string[] = [];
  const keep =
    (lines: string[]) =>
    (text: unknown): true => {
      lines.push(String(text));
      return true;
    };
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(keep(out)),
    vi.spyOn(console, 'error').mockImplementation(keep(err)),
    vi.spyOn(process.stdout, 'write').mockImplementation(keep(out)),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep(err)),
  ];
  try {
    const status = await runCommandLine(args);
    return { status, out: out.join('\n'), err: err.join('\n') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
