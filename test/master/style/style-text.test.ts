// Style text: every house style survives its file; every mistake is told with its place and the name that was meant.
import { describe, expect, it } from 'vitest';
import { styleFromText } from '../../../src/master/style/style-text.ts';
import { styleById, STYLES } from '../../../src/master/style/styles.ts';

const own = (fields: object): string => JSON.stringify({ id: 'mine', ...fields });

describe('styleFromText', () => {
  it('reads back every house style under another name', async () => {
    for (const style of STYLES) {
      const mine = { ...style, id: `my-${style.id}` };
      expect(await styleFromText(JSON.stringify(mine), 'mine.json')).toEqual(mine);
    }
  });

  it('takes what is left out from the style it extends', async () => {
    const style = await styleFromText('id: mine\nextends: jazz\nloudestLufs: -13\n', 'mine.yaml');
    expect(style).toEqual({ ...styleById('jazz'), id: 'mine', loudestLufs: -13 });
    const deep = await styleFromText(own({ dynamics: { glueRangeLu: 4 } }), 'mine.json');
    expect(deep.dynamics).toEqual({ ...styleById('balanced').dynamics, glueRangeLu: 4 });
  });

  it.each([
    [
      'a slip in a field',
      own({ loudestLuf: -13 }),
      'unknown-style-field',
      { where: 'loudestLuf', nearest: 'loudestLufs' },
    ],
    [
      'a slip further in',
      own({ limiting: { meandB: 1, mean: 2 } }),
      'unknown-style-field',
      { where: 'limiting.meandB' },
    ],
    ['a number that is none', own({ loudestLufs: 'loud' }), 'bad-style', { where: 'loudestLufs' }],
    ['out of range', own({ loudestLufs: 3 }), 'bad-style', { where: 'loudestLufs' }],
    ['an unknown stage', own({ never: ['colours'] }), 'unknown-stage', { nearest: 'colour' }],
    ['an unknown base', own({ extends: 'jaz' }), 'unknown-style', { nearest: 'jazz' }],
    ['no name', '{}', 'bad-style', { where: 'id' }],
    ['a name of the house', JSON.stringify({ id: 'jazz' }), 'bad-style', { where: 'id' }],
    ['no record', '[]', 'bad-style', {}],
    ['no JSON', '{', 'bad-style', {}],
    ['another version', own({ version: 2 }), 'bad-style', { where: 'version' }],
    [
      'frequencies that fall',
      own({ spectrum: { middle: { hz: [100, 50], db: [0, 0] } } }),
      'bad-style',
      { where: 'spectrum.middle.hz' },
    ],
    [
      'levels that are missing',
      own({ spectrum: { reach: { hz: [100, 500], db: [5] } } }),
      'bad-style',
      { where: 'spectrum.reach.db' },
    ],
  ])('refuses %s', async (_, text, code, facts) => {
    await expect(styleFromText(text, 'mine.json')).rejects.toMatchObject({
      code,
      kind: 'usage',
      facts: { file: 'mine.json', ...facts },
    });
  });

  it('tells line and column', async () => {
    await expect(styleFromText('id: mine\nloudest: -3\n', 'mine.yaml')).rejects.toMatchObject({
      facts: { line: 2 },
    });
  });
});
