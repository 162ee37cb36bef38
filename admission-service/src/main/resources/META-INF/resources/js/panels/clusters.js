// Which cluster is shown, and how full each of them is.

import { element, reconcile, setAttribute, setStyle, setText } from '../dom.js';
import { get } from '../api.js';

const REFRESH = 5_000;

/** Shows nothing where there is one cluster. Gives the names of all, once they are known. */
export async function clustersPanel(root, chosen) {
  async function load() {
    const { clusters } = await get('/v1/clusters');
    root.hidden = clusters.length < 2;
    reconcile(root, clusters, { key: cluster => cluster.cluster, make, update });
    return clusters.map(cluster => cluster.cluster);
  }

  function make(cluster) {
    return element('a', { href: `#${encodeURIComponent(cluster.cluster)}` },
      element('span', { className: 'cluster-name' }),
      element('span', { className: 'cluster-bar', 'aria-hidden': 'true' }, element('span')),
      element('span', { className: 'second' }));
  }

  function update(link, cluster) {
    const [name, bar, words] = link.children;
    const use = cluster.use;
    setText(name, cluster.cluster);
    setText(words, use ? `${use.used} of ${cluster.maxConnections}` : 'not seen');
    setStyle(bar.firstChild, 'width', `${use ? Math.min(100, use.percent) : 0}%`);
    setAttribute(link, 'data-level', cluster.unreachable ? 'critical' : use?.level ?? 'normal');
    setAttribute(link, 'aria-current', cluster.cluster === chosen() ? 'page' : null);
  }

  const names = await load();
  setInterval(() => load().catch(() => {}), REFRESH);
  return names;
}
