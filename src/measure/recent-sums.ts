// Recent sums: the last so many rows of a few numbers each, summed on request.

/** A ring of rows. Sums are made afresh, so nothing drifts however long it runs. */
export class RecentSums {
  /** Rows kept. */
  readonly length: number;
  /** Rows pushed since the start. */
  count = 0;
  private readonly columns: number;
  private readonly rows: Float64Array;

  constructor(length: number, columns: number) {
    this.length = length;
    this.columns = columns;
    this.rows = new Float64Array(length * columns);
  }

  /** Copies the first `columns` values. */
  push(row: Float64Array): void {
    const at = (this.count % this.length) * this.columns;
    for (let i = 0; i < this.columns; i++) this.rows[at + i] = row[i]!;
    this.count++;
  }

  /** Of a column over the newest `rows` rows; rows never pushed count 0. */
  sum(column: number, rows: number = this.length): number {
    let sum = 0;
    for (let i = Math.max(0, this.count - rows); i < this.count; i++) {
      sum += this.rows[(i % this.length) * this.columns + column]!;
    }
    return sum;
  }

  /** Back to newborn. */
  reset(): void {
    this.rows.fill(0);
    this.count = 0;
  }
}
