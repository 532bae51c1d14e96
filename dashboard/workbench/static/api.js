// @ts-check
// The requests of the page to the server; those that write have the page's token.

const token = document.querySelector('meta[name="curate-token"]')?.getAttribute("content") ?? "";

/** @param {string} name @param {Record<string, string>} [parts] */
export async function read(name, parts) {
  const response = await fetch(`api/${name}?${new URLSearchParams(parts)}`);
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

/** @param {string} name @param {unknown} body */
export async function write(name, body) {
  const headers = { "Content-Type": "application/json", "X-Curate-Token": token };
  const response = await fetch(`api/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { ok: response.ok, ...(await response.json()) };
}
