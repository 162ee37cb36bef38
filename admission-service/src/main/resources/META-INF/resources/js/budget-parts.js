// The server's slots, one part for everybody who has some. The parts' sum is max_connections, unless more is charged than there is.

import { colourOfClass } from './colours.js';

/**
 * Parts in the order in which they are shown.
 *
 * @return each with key, name, slots, colour, and kind: used, kept (reserved and not used), token, free
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
  tokens.forEach(holding => list.push({
    ...part(`token-${holding.token.token}`, label(holding.token), holding.token.connections, 'token', 'token'),
    holding,
  }));
  list.push(part('free', 'free', Math.max(0, cluster.free ?? 0), 'free', 'free'));
  list.push(part('headroom', 'headroom', cluster.headroom, 'headroom', 'kept'));
  return list.filter(each => each.slots > 0);
}

/** What a token is called by people: its seed, or what it is for; its id where its request is no longer known. */
export function label(token) {
  return token.seed ?? token.token;
}

function part(key, name, slots, colour, kind) {
  return { key, name, slots: slots ?? 0, colour, kind };
}
