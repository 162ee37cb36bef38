// Reads server-sent events (the HTML standard, 9.2) from an answer's body: the browser's own reader sends no headers, and so no key.

/** The events of a body, as they come, until it ends; each with a name, an id and data. */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let event = fresh('');
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (line !== '') {
        take(event, line);
        continue;
      }
      if (event.data.length > 0) {
        yield { name: event.name, id: event.id, data: event.data.join('\n') };
      }
      event = fresh(event.id);
    }
  }
}

/** An id holds until there is another. */
function fresh(id) {
  return { name: 'message', id, data: [] };
}

function take(event, line) {
  const colon = line.indexOf(':');
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (field === 'event') {
    event.name = value;
  } else if (field === 'id') {
    event.id = value;
  } else if (field === 'data') {
    event.data.push(value);
  }
}
