// Profiles named: lists of names, short names and files; every mistake in a file told with its line and column.
import { describe, expect, it } from 'vitest';
import { profilesNamed } from '../../../src/deliver/profiles/profiles-named.ts';
import { sourceOf } from '../../../src/deliver/profiles/profile-source.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { Fault } from '../../../src/signal/fault.ts';

const place = (files: Record<string, string> = {}): ReturnType<typeof memoryPlace> =>
  memoryPlace(new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)])));

async function faultOf(text: string, name = 'mine.yaml'): Promise<Fault> {
  const reason: unknown = await profilesNamed(place({ [name]: text }), name).then(
    () => null,
    (fault: unknown) => fault,
  );
  expect(reason).toBeInstanceOf(Fault);
  return reason as Fault;
}

const MINE = 'id: mine\ntitle: Mine\nkind: digital\npurpose: For me.\n';
const FILES = 'digital:\n  container: flac\n  ratesHz: [44100]\n  bits: [16]\n';

describe('profilesNamed', () => {
  it('takes names with commas between them, once each, in their order', async () => {
    const profiles = await profilesNamed(place(), ['spotify, cd', 'cd-plant,vinyl,hires', 'archive']);
    expect(profiles.map(({ id }) => id)).toEqual(['spotify', 'cd-plant', 'vinyl-plant', 'hires', 'archive']);
    expect(profiles[0]!.playback).toEqual({
      targetLufs: -14,
      unit: 'album-integrated',
      turnsUp: true,
      upToDbtp: -1,
    });
  });

  it.each([
    ['spotfy', 'unknown-delivery', { id: 'spotfy', nearest: 'spotify' }],
    [' , ', 'no-delivery', {}],
    ['', 'no-delivery', {}],
  ])('refuses “%s”', async (list, code, facts) => {
    await expect(profilesNamed(place(), list)).rejects.toMatchObject({ code, facts });
  });

  it('reads a file of one’s own, with what it extends', async () => {
    const text =
      'extends: distributor\nid: my-shop\ntitle: My shop\npurpose: Mine.\ndigital:\n  bits: [16]\n';
    const [mine] = await profilesNamed(place({ 'shops/mine.yaml': text }), 'shops/mine.yaml');
    expect(mine).toMatchObject({ id: 'my-shop', kind: 'digital', digital: { bits: [16], leastLengthS: 30 } });
    expect(sourceOf(mine!, 'digital.mostBytes')?.confidence).toBe('official');
    expect(sourceOf(mine!, 'playback')).toBe(null);
  });

  it('reads JSON too, and fills in what is left out', async () => {
    const digital = { container: 'mp3', quality: 'vbr-0', ratesHz: [44100] };
    const text = JSON.stringify({ id: 'own', title: 'Own', kind: 'digital', purpose: 'x', digital });
    const [own] = await profilesNamed(place({ 'own.json': text }), 'own.json');
    expect(own!.digital).toMatchObject({ bits: null, tags: 'full', channels: [1, 2], gaps: 'drop' });
  });

  it('refuses two different ones of one id', async () => {
    const both = place({ 'a.yaml': MINE + FILES, 'b.yaml': MINE + FILES });
    await expect(profilesNamed(both, 'a.yaml,b.yaml')).rejects.toMatchObject({ code: 'same-delivery' });
  });

  it.each([
    ['an unknown field', `${MINE}${FILES}  rate: 1\n`, 'unknown-profile-field', 'digital.rate', 9],
    ['an unknown word', `${MINE}${FILES}  tags: ful\n`, 'unknown-profile-word', 'digital.tags', 9],
    [
      'an unknown kind of file',
      `${MINE}digital:\n  container: flak\n  ratesHz: [44100]\n`,
      'unknown-profile-word',
      'digital.container',
      6,
    ],
    ['a built-in name', `id: spotify\n${FILES}`, 'bad-delivery-profile', 'id', 1],
    ['no rules', MINE, 'bad-delivery-profile', 'digital', 1],
    ['rules of another kind', `${MINE}${FILES}cd: {}\n`, 'bad-delivery-profile', 'cd', 9],
    [
      'falling rates',
      `${MINE}digital:\n  container: flac\n  ratesHz: [48000, 44100]\n  bits: [16]\n`,
      'bad-delivery-profile',
      'digital.ratesHz',
      7,
    ],
    [
      'no word length',
      `${MINE}digital:\n  container: flac\n  ratesHz: [48000]\n`,
      'bad-delivery-profile',
      'digital.bits',
      6,
    ],
    [
      'a word length of MP3',
      `${MINE}digital:\n  container: mp3\n  quality: vbr-0\n  ratesHz: [48000]\n  bits: [16]\n`,
      'bad-delivery-profile',
      'digital.bits',
      9,
    ],
    [
      'a setting of no encoder',
      `${MINE}digital:\n  container: mp3\n  quality: vbr-9\n  ratesHz: [48000]\n`,
      'bad-delivery-profile',
      'digital.quality',
      7,
    ],
    [
      'an encoder of none',
      `${MINE}${FILES}  hearsAs: ['mp4:cbr']\n`,
      'bad-delivery-profile',
      'digital.hearsAs[0]',
      9,
    ],
    [
      'a name of no part',
      `${MINE}${FILES}  fileName: '{song}'\n`,
      'bad-delivery-profile',
      'digital.fileName',
      9,
    ],
    [
      'a name for all songs',
      `${MINE}${FILES}  fileName: '{album}'\n`,
      'bad-delivery-profile',
      'digital.fileName',
      9,
    ],
    [
      'a source of nothing',
      `${MINE}${FILES}sources:\n  digital.rates:\n    text: x\n    date: '2026'\n    confidence: official\n`,
      'unknown-profile-field',
      'sources.digital.rates',
      11,
    ],
    [
      'a date of no year',
      `${MINE}${FILES}sources:\n  digital:\n    text: x\n    date: May\n    confidence: official\n`,
      'bad-delivery-profile',
      'sources.digital.date',
      12,
    ],
    ['an unknown base', `extends: spotfy\n${MINE}`, 'unknown-delivery', 'extends', 1],
    ['no YAML', 'id: [', 'bad-delivery-profile', 'the file', 1],
  ])('tells %s with its place', async (_, text, code, where, line) => {
    const fault = await faultOf(text);
    expect(fault.code).toBe(code);
    expect(fault.facts).toMatchObject({ file: 'mine.yaml', where, line });
  });
});
