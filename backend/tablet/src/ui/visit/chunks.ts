/** The list in pieces (分段显示): only pieces near the screen are drawn, however long it is. */

export interface Chunk<R> {
  key: string;
  chapter: string;
  /** First piece of its chapter: the sticky head stands above it. */
  first: boolean;
  /** Place of its first row in the whole list. */
  from: number;
  rows: R[];
}

/** Rows in pieces of at most `size`, never across a chapter; keys live as long as the filter. */
export function chunksOf<R extends { item: { id: string }; chapter: { id: string } }>(
  rows: readonly R[], size = 8,
): Chunk<R>[] {
  const chunks: Chunk<R>[] = [];
  rows.forEach((row, from) => {
    const last = chunks.at(-1);
    if (last && last.chapter === row.chapter.id && last.rows.length < size) {
      last.rows.push(row);
      return;
    }
    chunks.push({
      key: row.item.id, chapter: row.chapter.id, from, rows: [row],
      first: last?.chapter !== row.chapter.id,
    });
  });
  return chunks;
}

/** The piece that holds a row. */
export function chunkAt<R>(chunks: readonly Chunk<R>[], index: number): Chunk<R> | undefined {
  return chunks.find((chunk) => index >= chunk.from && index < chunk.from + chunk.rows.length);
}

/** How high a row probably is: the mean of those drawn so far, else a first guess. */
export function rowHeight(
  drawn: Iterable<{ height: number; rows: number }>, first: number,
): number {
  let height = 0;
  let rows = 0;
  for (const one of drawn) {
    height += one.height;
    rows += one.rows;
  }
  return rows === 0 ? first : height / rows;
}
