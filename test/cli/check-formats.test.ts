// The check command for programs: profiles, statuses, formats into files, columns, waivers, rules.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROFILE_NAMES, CHECK_HELP } from '../../src/cli/help-text.ts';
import { parseTime } from '../../src/cli/waive-command.ts';
import { diskPlace } from '../../src/places/disk.ts';
import { columnIds } from '../../src/report/check-columns.ts';
import { RULE_PROFILES } from '../../src/report/rules/rule-profiles.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';
import { runCli } from './run-cli.ts';

let folder: string;
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacquer-formats-'));
  mkdirSync(path('album'));
  mkdirSync(path('empty'));
  const sound = musicLike(5 * 48000, 48000);
  await writeWavFile(diskPlace(), path('album/a "1".wav'), sound, 48000);
  await writeWavFile(
    diskPlace(),
    path('album/b.wav'),
    sound.map((samples) => samples.map((v) => v / 4)),
    48000,
    16,
  );
  writeFileSync(
    path('own.json'),
    '{"version":1,"name":"own","limits":{"too-loud":-60},"rules":{"too-loud":"note"}}',
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('profiles and statuses', () => {
  it('make a file fail that breaks a limit, from the severity that was asked', async () => {
    const check = async (...args: string[]): Promise<number> =>
      (await runCli('check', '--quick', path('album/b.wav'), ...args)).status;
    expect(await check()).toBe(0);
    expect(await check('--profile', 'cd')).toBe(1);
    expect(await check('--profile', 'cd', '--fail-on', 'never')).toBe(0);
    expect(await check('--profile', path('own.json'))).toBe(0);
    expect(await check('--profile', path('own.json'), '--fail-on', 'note')).toBe(1);
    expect(await check('--profile', path('own.json'), '--fail-on', 'warning')).toBe(0);
  });

  it('are refused with what to do where they do not exist', async () => {
    const unknown = await runCli('check', '--profile', 'polka', path('album'));
    expect(unknown.status).toBe(2);
    expect(unknown.err).toContain(PROFILE_NAMES);
    writeFileSync(path('bad.json'), '{"version":1,"name":"x","rules":{"clik":"error"}}');
    const bad = await runCli('check', '--profile', path('bad.json'), path('album'));
    expect(bad.status).toBe(2);
    expect(bad.err).toContain('rules.clik');
    expect((await runCli('check', '--fail-on', 'sometimes', path('album'))).status).toBe(2);
  });

  it('are all named in the help, and so are the columns', () => {
    expect(RULE_PROFILES.map(({ id }) => id).join(', ')).toBe(PROFILE_NAMES);
    expect(CHECK_HELP.replace(/\s+/g, ' ')).toContain(columnIds());
  });
});

describe('formats', () => {
  it('go into a file, whole, and replace an earlier one', async () => {
    const out = path('out.sarif');
    writeFileSync(out, 'old');
    const args = ['--quick', '--profile', 'cd', '--format', 'sarif', '-o', out, path('album')];
    const { status, out: printed } = await runCli('check', ...args);
    expect(status).toBe(1);
    expect(printed).toBe('');
    const log = JSON.parse(readFileSync(out, 'utf8'));
    const rates = log.runs[0].results.filter(({ ruleId }: { ruleId: string }) => ruleId === 'wrong-rate');
    expect(rates).toHaveLength(2);
  });

  it.each([
    ['csv', /^file,rule,severity/],
    ['junit', /^<\?xml/],
    ['json', /^\{/],
  ])('%s', async (format, start) => {
    const { out } = await runCli('check', '--quick', '--profile', 'cd', '--format', format, path('album'));
    expect(out).toMatch(start);
    expect(out).toContain('wrong-rate');
  });

  it('claim no rule that a quick check does not look at', async () => {
    const args = ['--profile', 'vinyl', '--format', 'junit', path('album/b.wav')];
    const rules = async (...more: string[]): Promise<string[]> =>
      [...(await runCli('check', ...more, ...args)).out.matchAll(/ name="([a-z-]+)"/g)].map(([, id]) => id!);
    const quick = await rules('--quick');
    expect(quick).toEqual(
      expect.arrayContaining(['damaged-file', 'dc-offset', 'intersample-over', 'too-long']),
    );
    const unheard = ['antiphase', 'dull', 'low-bit-depth', 'speed-mismatch', 'too-uncorrelated', 'click'];
    expect(quick.filter((id) => unheard.includes(id))).toEqual([]);
    expect(await rules()).toEqual(expect.arrayContaining(unheard));
  });

  it('tell of a file that breaks off: status, table, and every format', async () => {
    const whole = readFileSync(path('album/b.wav'));
    mkdirSync(path('torn'), { recursive: true });
    writeFileSync(path('torn/c.wav'), whole.subarray(0, whole.length / 2));
    for (const format of ['text', 'json', 'csv', 'sarif', 'junit']) {
      const { status, out } = await runCli('check', '--quick', '--format', format, path('torn'));
      expect(status).toBe(1);
      expect(out).toContain('damaged-file');
      expect(out.replace(/\s+/g, ' ')).toContain('A damaged file: it breaks off');
    }
    const table = await runCli('check', '--quick', path('torn'), path('album'));
    expect(table.out).toContain('damaged-file');
    const [record] = JSON.parse((await runCli('check', '--quick', '--json', path('torn'))).out).files;
    expect(record.notes[0]).toMatchObject({ code: 'data-cut-short' });
  });

  it.skipIf(process.platform === 'win32')('go into a pipe that -o names, and leave it a pipe', async () => {
    const pipe = path('pipe');
    execFileSync('mkfifo', [pipe]);
    const reading = readFile(pipe, 'utf8');
    const { status } = await runCli('check', '--quick', '--json', '-o', pipe, path('album'));
    expect(status).toBe(0);
    expect(JSON.parse(await reading).files).toHaveLength(2);
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it('are never written over sound', async () => {
    const before = readFileSync(path('album/b.wav'));
    const { status } = await runCli('check', '--quick', path('album/a "1".wav'), '-o', path('album/b.wav'));
    expect(status).toBe(2);
    expect(readFileSync(path('album/b.wav')).equals(before)).toBe(true);
  });

  it('leave nothing where the folder cannot be made', async () => {
    const out = join(path('own.json'), 'out.csv');
    const { status } = await runCli('check', '--quick', '--format', 'csv', '-o', out, path('album'));
    expect(status).toBe(4);
    expect(existsSync(out)).toBe(false);
  });
});

describe('tables', () => {
  it('show the columns that were asked for, in the order that was asked for', async () => {
    const args = ['--quick', '--columns', 'lufs,file,bits', '--sort', 'bits:asc', path('album')];
    const { out } = await runCli('check', ...args);
    const [head, first] = out.split('\n');
    expect(head).toMatch(/LUFS\s+File\s+Bits/);
    expect(first).toMatch(/b\.wav\s+16$/);
    const csv = await runCli('check', '--quick', '--columns', 'file,bits', '--format', 'csv', path('album'));
    expect(csv.out).toContain('file,bits\r\n');
  });

  it.each([
    [['--columns', 'colour']],
    [['--sort', 'colour']],
    [['--sort', 'lufs:up']],
    [['--sort', 'lufs:asc:desc']],
  ])('refuse %j', async (args) => {
    expect((await runCli('check', '--quick', ...args, path('album'))).status).toBe(2);
  });

  it('of nothing are an error', async () => {
    const { status, err } = await runCli('check', path('empty'));
    expect(status).toBe(3);
    expect(err).toContain('no sound file');
  });
});

describe('rules by name', () => {
  it('are told, and what comes near to one that does not exist', async () => {
    expect((await runCli('rules', 'click')).out).toContain('You hear a tick');
    const { status, err } = await runCli('rules', 'clik');
    expect(status).toBe(2);
    expect(err).toContain('There is no rule “clik”.');
    expect(err).toContain('click, clipping');
    expect(err.length).toBeLessThan(200);
  });
});

describe('waiving', () => {
  const song = (): string => path('album/b.wav');

  it('makes a finding count no more, until it is taken back', async () => {
    const check = () => runCli('check', '--quick', '--profile', 'cd', song());
    const note = ['--note', 'the plant\u001b[31m converts'];
    const waived = await runCli('waive', song(), 'wrong-rate', '--profile', 'cd', ...note);
    expect(waived.status).toBe(0);
    const { status, out } = await check();
    expect(status).toBe(0);
    expect(out.split('Waived')[1]).toContain('wrong-rate: the plant\ufffd[31m converts');
    expect((await runCli('check', '--quick', '--profile', 'cd', '--no-waivers', song())).status).toBe(1);
    const listed = JSON.parse((await runCli('waive', song(), '--list', '--json')).out);
    expect(listed.waivers).toEqual([
      { code: 'wrong-rate', channel: null, startS: null, endS: null, note: 'the plant\u001b[31m converts' },
    ]);
    expect((await runCli('waive', song(), 'wrong-rate', '--remove')).status).toBe(0);
    expect((await check()).status).toBe(1);
    expect((await runCli('waive', song(), '--list')).out).toContain('Nothing');
  });

  it.each([
    [['wrong-rate']],
    [['wrong-rate', '--note', ' ']],
    [['--note', 'x']],
    [['click', '--at', 'soon', '--note', 'x']],
    [['click', '--remove']],
  ])('refuses %j', async (args) => {
    expect((await runCli('waive', song(), ...args)).status).toBe(2);
  });

  it('fails where the file that was named is not there', async () => {
    expect((await runCli('check', '--quick', '--waivers', path('none.json'), song())).status).toBe(3);
  });

  it('reads times as people write them', () => {
    expect(['83.4', '1:23.4', '0:05', '1:02:03', '0'].map(parseTime)).toEqual([83.4, 83.4, 5, 3723, 0]);
    for (const odd of ['', 'x', '1:2:3:4', '-1', '1e3']) expect(() => parseTime(odd)).toThrow('bad-time');
  });
});

describe('lacquer rules', () => {
  it('lists every rule, for people and for programs', async () => {
    const { status, out } = await runCli('rules');
    expect(status).toBe(0);
    expect(out).toContain('wrong-rate');
    const book = JSON.parse((await runCli('rules', '--json', '--profile', path('own.json'))).out);
    expect(book.profiles).toEqual([{ id: 'own', purpose: expect.any(String) }]);
    const two = JSON.parse((await runCli('rules', 'click', 'hum', '--json')).out);
    expect(two.rules.map(({ id }: { id: string }) => id)).toEqual(['click', 'hum']);
    expect((await runCli('rules', 'clik')).status).toBe(2);
  });
});
