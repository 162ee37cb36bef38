// Lays what runs and what is expected to run out on the budget's slots, one lane for each.

/**
 * Places blocks on lanes. A block takes as many lanes as it has connections, side by side where there is room for it.
 *
 * @param blocks with start, end (in milliseconds) and connections
 * @param lanes how many there are; a block for which none is free gets further ones, for then more is charged than there is
 * @return the blocks, each with the lanes it got as runs [first, count], and how many lanes there are in all
 */
export function layOut(blocks, lanes) {
  const freeFrom = new Array(Math.max(0, lanes)).fill(-Infinity);
  const placed = [...blocks].sort((one, other) => one.start - other.start).map(block => {
    const own = take(freeFrom, block);
    own.forEach(lane => { freeFrom[lane] = block.end; });
    return { ...block, runs: runs(own) };
  });
  return { placed, lanes: freeFrom.length };
}

function take(freeFrom, block) {
  const free = freeFrom.flatMap((from, lane) => (from <= block.start ? [lane] : []));
  const together = free.findIndex((lane, index) => free[index + block.connections - 1] === lane + block.connections - 1);
  const own = together < 0 ? free.slice(0, block.connections) : free.slice(together, together + block.connections);
  while (own.length < block.connections) {
    own.push(freeFrom.push(-Infinity) - 1);
  }
  return own;
}

function runs(lanes) {
  const list = [];
  for (const lane of lanes) {
    const last = list.at(-1);
    if (last && last[0] + last[1] === lane) {
      last[1] += 1;
    } else {
      list.push([lane, 1]);
    }
  }
  return list;
}
