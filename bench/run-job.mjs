// Run job: one command in its own process; CPU seconds (user and system) and peak memory.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const POLL_MS = 20;

/** Runs `command` (a list) under bash's own clock of CPU time. Resolves to { cpuS, peakMb, status, output }. */
export function runJob(command) {
  const script = 'TIMEFORMAT="CPU %U %S"; time "$@"';
  const child = spawn('bash', ['-c', script, 'bash', ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  let peakKb = 0;
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stderr.on('data', (text) => {
    errors += text;
  });
  const poll = setInterval(() => {
    peakKb = Math.max(peakKb, ...childrenOf(child.pid).map(peakOf));
  }, POLL_MS);
  return new Promise((resolve) => {
    child.on('close', (status) => {
      clearInterval(poll);
      const [, user, system] = /CPU ([\d.]+) ([\d.]+)\s*$/.exec(errors) ?? [];
      resolve({ cpuS: Number(user) + Number(system), peakMb: peakKb / 1024, status, output, errors });
    });
  });
}

function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  } catch {
    return [];
  }
}

/** The kernel's own high-water mark of resident memory, in kB; 0 where it is not told. */
function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Runs the jobs in turn, `rounds` times, so that a busy moment hits all; the medians. */
export async function runInTurn(jobs, rounds) {
  const results = new Map(jobs.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, command, prepare } of jobs) {
      prepare?.();
      results.get(name).push(await runJob(command));
    }
  }
  return jobs.map(({ name }) => {
    const runs = results.get(name).sort((a, b) => a.cpuS - b.cpuS);
    const middle = runs[Math.floor(runs.length / 2)];
    return { name, ...middle, peakMb: Math.max(...runs.map((run) => run.peakMb)) };
  });
}
