// Scores a grouping against the true one: normalised mutual information (arithmetic mean), adjusted Rand index
// (L. Hubert and P. Arabie, 1985) and accuracy under the best one-to-one matching (H. Kuhn, 1955).

/** Scores rows of [label, group or null]; what is in no group is one group for nmi and ari, and wrong for acc. */
export function scoresOf(rows) {
  const { table, labels, groups, none } = tally(rows)
  const n = rows.length
  const rowSums = table.map((row) => row.reduce((sum, x) => sum + x, 0))
  const columnSums = labels.map((_, column) => table.reduce((sum, row) => sum + row[column], 0))
  const mutual = entropy(rowSums, n) + entropy(columnSums, n) - entropy(table.flat(), n)
  const both = entropy(rowSums, n) + entropy(columnSums, n)
  const pairs = (counts) => counts.reduce((sum, x) => sum + (x * (x - 1)) / 2, 0)
  const expected = (pairs(rowSums) * pairs(columnSums)) / pairs([n])
  const most = (pairs(rowSums) + pairs(columnSums)) / 2
  const matched = bestMatching(table.filter((_, row) => row !== none))
  return {
    nmi: both === 0 ? 1 : (2 * mutual) / both,
    ari: most === expected ? 1 : (pairs(table.flat()) - expected) / (most - expected),
    acc: matched / n,
    found: groups.length - (none === -1 ? 0 : 1),
    labels: labels.length,
    unassigned: none === -1 ? 0 : rowSums[none] / n,
  }
}

function tally(rows) {
  const labels = [...new Set(rows.map(([label]) => label))]
  const groups = [...new Set(rows.map(([, group]) => group))]
  const columnOf = new Map(labels.map((label, column) => [label, column]))
  const rowOf = new Map(groups.map((group, row) => [group, row]))
  const table = groups.map(() => new Array(labels.length).fill(0))
  for (const [label, group] of rows) table[rowOf.get(group)][columnOf.get(label)] += 1
  return { table, labels, groups, none: groups.indexOf(null) }
}

function entropy(counts, n) {
  return counts.reduce((sum, x) => (x > 0 ? sum - (x / n) * Math.log(x / n) : sum), 0)
}

/** The greatest sum of cells, one to a row and column: shortest augmenting paths over a square of gains. */
export function bestMatching(table) {
  const size = Math.max(table.length, table[0]?.length ?? 0)
  const cost = (row, column) => -(table[row]?.[column] ?? 0)
  const rowPrice = new Array(size).fill(0)
  const columnPrice = new Array(size).fill(0)
  const rowOf = new Array(size).fill(-1)
  for (let added = 0; added < size; added++) {
    const slack = new Array(size).fill(Infinity)
    const from = new Array(size).fill(-1)
    const done = new Array(size).fill(false)
    let row = added
    let last = -1
    for (;;) {
      let next = -1
      for (let column = 0; column < size; column++) {
        if (done[column]) continue
        const left = cost(row, column) - rowPrice[row] - columnPrice[column]
        if (left < slack[column]) {
          slack[column] = left
          from[column] = last
        }
        if (next === -1 || slack[column] < slack[next]) next = column
      }
      const step = slack[next]
      rowPrice[added] += step
      for (let column = 0; column < size; column++) {
        if (done[column]) {
          rowPrice[rowOf[column]] += step
          columnPrice[column] -= step
        } else slack[column] -= step
      }
      done[next] = true
      last = next
      if (rowOf[next] === -1) break
      row = rowOf[next]
    }
    while (last !== -1) {
      const before = from[last]
      rowOf[last] = before === -1 ? added : rowOf[before]
      last = before
    }
  }
  return rowOf.reduce((sum, row, column) => sum - cost(row, column), 0)
}
