// SPDX-License-Identifier: Apache-2.0
//
// Reads the distributions of the summary. Their buckets are those of metrics/histogram.h: 1,024 to
// each power of two from 2^-20 to 2^44, numbered from 1; bucket 0 holds what is smaller.

const lowestExponent = -20;
const octaves = 64;
const bucketsInOctave = 1024;
const tooGreat = 1 + octaves * bucketsInOctave;

/// The values of a bucket lie in [low, high).
export function bucketLow(bucket) {
  if (bucket <= 0) return 0;
  const place = Math.min(bucket, tooGreat) - 1;
  const exponent = lowestExponent + Math.floor(place / bucketsInOctave);
  return 2 ** exponent * (1 + (place % bucketsInOctave) / bucketsInOctave);
}

export function bucketHigh(bucket) {
  return bucket >= tooGreat ? Infinity : bucketLow(bucket + 1);
}

/// {count, min, max, buckets: [[index, count], ...]} of the summary, ready for questions.
export class Distribution {
  constructor({count = 0, min = 0, max = 0, buckets = []}) {
    this.count = count;
    this.min = min;
    this.max = max;
    this.buckets = buckets;
  }

  valueOf(bucket) {
    if (bucket >= tooGreat) return this.max;
    const middle = bucket <= 0 ? 0 : (bucketLow(bucket) + bucketHigh(bucket)) / 2;
    return Math.min(Math.max(middle, this.min), this.max);
  }

  /// Nearest rank, without interpolation; null when empty.
  quantile(share) {
    return this.quantiles([share])[0];
  }

  /// The same for rising shares, in one pass.
  quantiles(shares) {
    let place = -1;
    let seen = 0;
    return shares.map((share) => {
      if (this.count === 0) return null;
      if (share <= 0) return this.min;
      const exact = share * this.count;
      const rank = Math.max(1, Math.ceil(exact - exact * 1e-12));
      if (rank >= this.count) return this.max;
      while (seen < rank && place + 1 < this.buckets.length) seen += this.buckets[++place][1];
      return seen >= rank ? this.valueOf(this.buckets[place][0]) : this.max;
    });
  }

  /// Share of the values in each bin; bin n begins at 2^(first + n / binsInOctave).
  bins(first, number, binsInOctave) {
    const shares = new Array(number).fill(0);
    for (const [bucket, count] of this.buckets) {
      const value = Math.max(this.valueOf(bucket), 2 ** lowestExponent);
      const bin = Math.floor((Math.log2(value) - first) * binsInOctave);
      shares[Math.min(Math.max(bin, 0), number - 1)] += count / this.count;
    }
    return shares;
  }
}
