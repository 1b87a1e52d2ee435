// Memory place: the shared suite.
import { memoryPlace } from '../../src/files/memory-place.ts';
import { placeContract } from '../contracts/place.ts';

placeContract('memoryPlace', async () => ({ place: memoryPlace(), root: 'songs' }));
