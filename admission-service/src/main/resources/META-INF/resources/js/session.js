// Who uses the page, and what he may do. The key is kept for this tab only, and is gone with it.

const KEY = 'seedgate.key';
let me = { roles: [] };

/** The headers by which the service knows who asks; none where he has not signed in, or need not. */
export function credentials() {
  const key = sessionStorage.getItem(KEY);
  return key ? { Authorization: `Bearer ${key}` } : {};
}

/** @param key an API key or a token */
export function keep(key) {
  sessionStorage.setItem(KEY, key);
}

export function forget() {
  sessionStorage.removeItem(KEY);
}

/** Ends the session, or asks for a new one when the service no longer knows the key. */
export function signOut() {
  forget();
  location.reload();
}

/** @param answer of GET /v1/me */
export function remember(answer) {
  me = answer;
}

/** The name by which the service knows him; undefined where nobody need say who he is. */
export function name() {
  return me.name;
}

/** Whether he may do what takes this role. The service asks again: this is only so that nobody is offered what he will be refused. */
export function may(role) {
  return me.roles.includes(role);
}
