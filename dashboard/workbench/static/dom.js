// Finds and makes elements.

export const byId = (id) => document.getElementById(id);

/** A new element with these properties and contents. */
export function element(tag, properties = {}, ...contents) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...contents);
  return node;
}

/** Fill a list with options; a value is a text, or a record with a name and an id. */
export function setOptions(list, values, { empty = true } = {}) {
  const options = values.map((value) => new Option(value.name ?? value, value.id ?? value));
  list.replaceChildren(...(empty ? [new Option("", "")] : []), ...options);
}
