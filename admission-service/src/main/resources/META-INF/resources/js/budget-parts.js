// The server's slots, one part for everybody who has some. The parts' sum is max_connections, unless more is charged than there is.

import { colourOfClass } from './colours.js';

const MOST_BLOCKS = 100;

/**
 * Parts in the order in which they are shown.
 *
 * @return each with key, name, slots, colour, and kind: used, kept (reserved and not used), token, free; a token's has its holding, one
 *     of several tokens how many they are
 */
export function parts(cluster, tokens) {
  const names = cluster.classes.map(each => each.name);
  const classes = [...cluster.classes].sort((one, other) => (other.name === 'agent') - (one.name === 'agent'));
  const list = [part('server', 'kept by the server', cluster.superuserReserved + cluster.reserved, 'server', 'kept')];
  for (const each of classes) {
    const colour = colourOfClass(each.name, names);
    const observed = each.observed ?? 0;
    list.push(part(`class-${each.name}`, each.name, observed, colour, 'used'));
    list.push(part(`kept-${each.name}`, `${each.name}, kept`, Math.max(0, each.reservation - observed), colour, 'kept'));
  }
  list.push(part('unclassified', 'unclassified', cluster.unclassified, 'unclassified', 'used'));
  list.push(...(tokens.length > MOST_BLOCKS ? bySeed(tokens) : tokens.map(ofToken)));
  list.push(part('free', 'free', Math.max(0, cluster.free ?? 0), 'free', 'free'));
  list.push(part('headroom', 'headroom', cluster.headroom, 'headroom', 'kept'));
  return list.filter(each => each.slots > 0);
}

function ofToken(holding) {
  return { ...part(`token-${holding.token.token}`, label(holding.token), holding.token.connections, 'token', 'token'), holding };
}

/** Of very many, which would be lines too thin to tell apart: a part for each seed, the largest first, and one for all the smallest. */
function bySeed(tokens) {
  const seeds = new Map();
  for (const { token } of tokens) {
    const seed = seeds.get(label(token)) ?? { ...part(`seed-${label(token)}`, label(token), 0, 'token', 'token'), tokens: 0 };
    seed.slots += token.connections;
    seed.tokens += 1;
    seeds.set(label(token), seed);
  }
  const sorted = [...seeds.values()].sort((one, other) => other.slots - one.slots);
  const small = sorted.splice(MOST_BLOCKS - 1);
  return small.length === 0 ? sorted : [...sorted, small.reduce((sum, each) => ({
    ...sum,
    slots: sum.slots + each.slots,
    tokens: sum.tokens + each.tokens,
  }), { ...part('seed-others', `${small.length} other seeds`, 0, 'token', 'token'), tokens: 0 })];
}

/** What a token is called by people: its seed, or what it is for; its id where its request is no longer known. */
export function label(token) {
  return token.seed ?? token.token;
}

function part(key, name, slots, colour, kind) {
  return { key, name, slots: slots ?? 0, colour, kind };
}
