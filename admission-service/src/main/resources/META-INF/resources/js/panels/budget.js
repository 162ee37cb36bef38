// One bar of max_connections, split by who has what; under it how many are in use, with the marks of warn and critical.

import { element, reconcile, setAttribute, setStyle, setText } from '../dom.js';
import { age, count } from '../format.js';
import { colourOfClass } from '../colours.js';
import { parts } from '../budget-parts.js';
import { table, text } from '../table.js';

export function budgetPanel(root) {
  const sum = element('p', { className: 'sum' });
  const bar = element('div', { className: 'bar', role: 'img' });
  const gauge = element('div', { className: 'gauge', role: 'meter', 'aria-label': 'In use', 'aria-valuemin': 0 });
  const fill = element('div', { className: 'gauge-fill' });
  const warn = mark('warn');
  const critical = mark('critical');
  gauge.append(fill, warn, critical);
  const nothing = element('p', { className: 'nothing' }, 'PostgreSQL has not been seen yet, so nobody knows its limits.');
  const legend = legendTable();
  const details = element('details', { className: 'legend', open: matchMedia('(min-width: 48rem)').matches },
    element('summary', {}, 'Who has how many'), ...legend.elements);
  root.append(sum, nothing, bar, gauge, details);

  return {
    show(overview, now) {
      const cluster = overview.cluster;
      const seen = cluster.maxConnections !== undefined;
      nothing.hidden = seen;
      [sum, bar, gauge, details].forEach(each => { each.hidden = !seen; });
      if (!seen) {
        return;
      }
      setText(sum, summary(cluster));
      showBar(bar, parts(cluster, overview.tokens), cluster, now);
      showGauge(gauge, fill, warn, critical, cluster);
      legend.show(rows(overview));
    },
  };
}

function summary(cluster) {
  const free = cluster.free < 0
    ? `${-cluster.free} more are charged than the budget of ${cluster.budget} allows: nothing is granted until they are back`
    : `${cluster.free} of the budget of ${cluster.budget} ${cluster.free === 1 ? 'is' : 'are'} free`;
  return `${cluster.use.used} of ${count(cluster.maxConnections, 'connection')} in use (${cluster.use.percent} %); tokens hold ${cluster.charged}, ${free}`;
}

function showBar(bar, list, cluster, now) {
  setAttribute(bar, 'aria-label', `${cluster.maxConnections} connections: ${spoken(list)}`);
  const all = list.reduce((total, part) => total + part.slots, 0);
  setAttribute(bar, 'data-overfull', all > cluster.maxConnections ? 'true' : null);
  reconcile(bar, list, {
    key: part => part.key,
    make: () => element('div', {}, element('span', { className: 'part-name' }), element('span', { className: 'part-more' })),
    update(child, part) {
      const state = part.holding?.token.state;
      setAttribute(child, 'class', `part ${part.kind} ${part.colour}${state ? ` state-${state}` : ''}`);
      setStyle(child, 'flex-grow', String(part.slots));
      setText(child.firstChild, part.name);
      setText(child.lastChild, more(part, now));
      setAttribute(child, 'title', `${part.name}: ${part.slots}${part.holding ? ` (${part.holding.token.token}, ${more(part, now)})` : ''}${part.tokens ? ` (${count(part.tokens, 'token')})` : ''}`);
    },
  });
}

function more(part, now) {
  return part.holding ? age(now - Date.parse(part.holding.token.grantedAt)) : String(part.slots);
}

function spoken(list) {
  const tokens = list.filter(part => part.kind === 'token');
  const others = list.filter(part => part.kind !== 'token').map(part => `${part.name} ${part.slots}`);
  const held = tokens.reduce((total, part) => total + part.slots, 0);
  const all = tokens.reduce((total, part) => total + (part.tokens ?? 1), 0);
  return [`${count(all, 'token')} with ${held}`, ...others].join(', ');
}

function showGauge(gauge, fill, warn, critical, cluster) {
  const use = cluster.use;
  setAttribute(gauge, 'aria-valuemax', cluster.maxConnections);
  setAttribute(gauge, 'aria-valuenow', use.used);
  setAttribute(gauge, 'aria-valuetext', `${use.used} of ${cluster.maxConnections}, ${use.percent} percent, ${use.level}`);
  setAttribute(gauge, 'data-level', use.level);
  setStyle(fill, 'width', `${Math.min(100, 100 * use.used / cluster.maxConnections)}%`);
  place(warn, 'warn', use.warnPercent);
  place(critical, 'critical', use.criticalPercent);
}

function mark(name) {
  return element('div', { className: `mark ${name}` }, element('span', {}));
}

function place(target, name, percent) {
  setStyle(target, 'left', `${percent}%`);
  setText(target.firstChild, `${name} ${percent} %`);
}

function legendTable() {
  return table('Who has how many connections', [
    {
      title: 'Who',
      fill(cell, row) {
        if (!cell.firstChild) {
          cell.append(element('span', { 'aria-hidden': 'true' }), element('span'));
        }
        setAttribute(cell.firstChild, 'class', `swatch ${row.kind} ${row.colour}`);
        setText(cell.lastChild, row.name);
      },
    },
    text('Kept for them', row => row.kept, 'number'),
    text('In use', row => row.used, 'number'),
  ], { key: row => row.name, empty: '' });
}

function rows({ cluster, tokens }) {
  const names = cluster.classes.map(each => each.name);
  const sessions = tokens.reduce((total, holding) => total + holding.pids.length, 0);
  return [
    { name: 'the server itself', kept: cluster.superuserReserved + cluster.reserved, used: '–', colour: 'server', kind: 'kept' },
    ...cluster.classes.map(each => ({
      name: each.name,
      kept: each.reservation,
      used: each.observed ?? '–',
      colour: colourOfClass(each.name, names),
      kind: 'used',
    })),
    { name: 'unclassified', kept: '–', used: cluster.unclassified, colour: 'unclassified', kind: 'used' },
    { name: 'tokens', kept: `${cluster.charged} of ${Math.max(0, cluster.budget)}`, used: sessions, colour: 'token', kind: 'token' },
    { name: 'headroom', kept: cluster.headroom, used: '–', colour: 'headroom', kind: 'kept' },
  ];
}
