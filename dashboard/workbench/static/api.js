// @ts-check
// The requests of the page to the server; those that write have the page's token.

const token = document.querySelector('meta[name="curate-token"]')?.getAttribute("content") ?? "";

/** @param {string} address @param {RequestInit} [options] */
async function answerOf(address, options) {
  try {
    return await fetch(address, options);
  } catch {
    throw new Error("the workbench does not answer; run `make curate` again, and copy what is not saved before you load this page anew");
  }
}

/** @param {string} name @param {Record<string, string>} [parts] */
export async function read(name, parts) {
  const response = await answerOf(`api/${name}?${new URLSearchParams(parts)}`);
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

/** @param {string} name @param {unknown} body */
export async function write(name, body) {
  const headers = { "Content-Type": "application/json", "X-Curate-Token": token };
  const response = await answerOf(`api/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { ok: response.ok, ...(await response.json()) };
}
