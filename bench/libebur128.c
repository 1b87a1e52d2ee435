// The rival of `npm run bench`: libebur128 measuring what `lacquer check --quick` measures, from a 24-bit WAV written by bench/song.mjs.
// cc -O2 bench/libebur128.c -lebur128 -lm
#include <ebur128.h>
#include <stdio.h>
#include <stdlib.h>
#include <math.h>

enum { HEADER_BYTES = 44 };

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  unsigned char header[HEADER_BYTES];
  if (!file || fread(header, 1, HEADER_BYTES, file) != HEADER_BYTES) return 1;
  unsigned channels = header[22];
  unsigned long rate = header[24] | header[25] << 8 | (unsigned long)header[26] << 16;
  size_t hop = rate / 10;
  int modes = EBUR128_MODE_I | EBUR128_MODE_M | EBUR128_MODE_S | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK | EBUR128_MODE_SAMPLE_PEAK;
  ebur128_state *meter = ebur128_init(channels, rate, modes);
  unsigned char *bytes = malloc(hop * channels * 3);
  double *samples = malloc(hop * channels * sizeof(double));
  double momentary = -HUGE_VAL, short_term = -HUGE_VAL, value, loudness, range, peak = 0;
  size_t frames;
  while ((frames = fread(bytes, 3 * channels, hop, file)) > 0) {
    for (size_t i = 0; i < frames * channels; i++) {
      int whole = (int)((unsigned)bytes[3 * i] << 8 | (unsigned)bytes[3 * i + 1] << 16 | (unsigned)bytes[3 * i + 2] << 24) >> 8;
      samples[i] = whole / 8388608.0;
    }
    ebur128_add_frames_double(meter, samples, frames);
    if (!ebur128_loudness_momentary(meter, &value) && value > momentary) momentary = value;
    if (!ebur128_loudness_shortterm(meter, &value) && value > short_term) short_term = value;
  }
  ebur128_loudness_global(meter, &loudness);
  ebur128_loudness_range(meter, &range);
  for (unsigned c = 0; c < channels; c++)
    if (!ebur128_true_peak(meter, c, &value) && value > peak) peak = value;
  printf("I %.2f LRA %.2f M %.2f S %.2f TP %.2f\n", loudness, range, momentary, short_term, 20 * log10(peak));
  return 0;
}
