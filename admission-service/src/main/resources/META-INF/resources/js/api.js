// Asks the service. What it refuses comes as a Problem (RFC 9457, docs/PROBLEMS.md).

export class Problem extends Error {
  /** @param body of the problem, as far as it could be read */
  constructor(body, status) {
    super(body?.detail || body?.title || `The service answered with status ${status}.`);
    this.title = body?.title ?? 'It was refused';
    this.field = body?.field;
    this.status = status;
  }
}

export function get(path) {
  return ask(path, { method: 'GET' });
}

export function remove(path) {
  return ask(path, { method: 'DELETE' });
}

/** The key makes sure that it is done once, also where somebody sends it again for he got no answer. */
export function post(path, body, key = freshKey()) {
  return ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `page-${Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')}`;
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { Accept: 'application/json', ...options.headers } });
  } catch {
    throw new Problem({ title: 'The service cannot be reached', detail: 'The service cannot be reached; nothing is known to have been done.' }, 0);
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new Problem(body, response.status);
  }
  return body;
}
