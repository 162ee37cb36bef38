// Makes and updates elements. Text goes in as text only: nothing that came from outside is ever read as markup.

/** An element with properties and children; strings become text. What is no property that can be set becomes an attribute. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) => made.addEventListener(event, listener));
    } else if (name in made && !name.includes('-') && name !== 'list') {
      made[name] = value;
    } else {
      made.setAttribute(name, value === true ? '' : String(value));
    }
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** Sets an element's text, where it is another. */
export function setText(target, text) {
  const wanted = text === null || text === undefined ? '' : String(text);
  if (target.textContent !== wanted) {
    target.textContent = wanted;
  }
}

/** Sets or removes an attribute, where it is another. */
export function setAttribute(target, name, value) {
  if (value === null || value === undefined || value === false) {
    target.removeAttribute(name);
  } else if (target.getAttribute(name) !== String(value)) {
    target.setAttribute(name, String(value));
  }
}

/** Sets a style property, where it is another. */
export function setStyle(target, name, value) {
  if (target.style.getPropertyValue(name) !== value) {
    target.style.setProperty(name, value);
  }
}

/**
 * Makes a parent's children show these items, in their order; an item keeps its element as long as it keeps its key, so that focus
 * and selection stay where they are.
 *
 * @param make gives the element of a new item
 * @param update brings an element up to its item
 */
export function reconcile(parent, items, { key, make, update }) {
  const keys = items.map(item => String(key(item)));
  const wanted = new Set(keys);
  const known = new Map();
  for (const child of Array.from(parent.children)) {
    if (wanted.has(child.dataset.key)) {
      known.set(child.dataset.key, child);
    } else {
      child.remove();
    }
  }
  let place = parent.firstElementChild;
  items.forEach((item, index) => {
    let child = known.get(keys[index]);
    if (!child) {
      child = make(item);
      child.dataset.key = keys[index];
    }
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
    update(child, item);
  });
}

let ids = 0;

/** An id that no other element of this page has. */
export function freshId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}
