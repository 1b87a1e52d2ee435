// Files below: the same names however the folder's path was written, and whatever way the place tells its own.
import { describe, expect, it } from 'vitest';
import { filesBelow } from '../../src/files/files-below.ts';

const listing = (paths: readonly string[]) => ({ list: async () => [...paths] });

describe('files below a folder', () => {
  it.each([
    ['out/ddp', ['out/ddp/DDPID', 'out/ddp/sub/a.txt']],
    ['./out/ddp', ['out/ddp/DDPID', 'out/ddp/sub/a.txt']],
    ['out//x/../ddp/', ['out/ddp/DDPID', 'out/ddp/sub/a.txt']],
    ['.', ['DDPID', 'sub/a.txt']],
    ['..', ['../DDPID', '../sub/a.txt']],
    ['/tmp/ddp', ['/tmp/ddp/DDPID', '/tmp/ddp/sub/a.txt']],
    ['C:\\out\\ddp', ['C:\\out\\ddp\\DDPID', 'C:\\out\\ddp\\sub\\a.txt']],
  ])('%s', async (folder, paths) => {
    const found = await filesBelow(listing(paths), folder);
    expect([...found]).toEqual([
      ['DDPID', paths[0]],
      ['sub/a.txt', paths[1]],
    ]);
  });

  it('know a file that is no folder', async () => {
    expect([...(await filesBelow(listing(['a/disc.cue']), './a/disc.cue'))]).toEqual([['', 'a/disc.cue']]);
  });
});
