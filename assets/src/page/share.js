// Copies a citation, the link, or the code of an embedded map; downloads get the filters of the page.
/** @import { State } from "../types" */
import { closestElement, getElement, getElements, make, onClick } from "../dom.js";
import { pathWithQuery, withBase } from "./location.js";
import { FILTERS, pageData } from "./page_data.js";
import { currentState, stateChanged } from "./state.js";
import { chosenTheme } from "./theme.js";

const MESSAGE_MS = 2500;
const EMBED_HEIGHT_PX = 480;

/** Copies a text; returns whether that worked. */
async function copy(/** @type {string} */ text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text); // a page without a secure origin has no clipboard
  }
}

function copyByCommand(/** @type {string} */ text) {
  const before = document.activeElement;
  const box = make("textarea", { readonly: "", class: "off-screen" }, text);
  document.body.append(box);
  box.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch {
    /* some browsers throw */
  }
  box.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return copied;
}

// Shows a message on a button for a moment.
function showMessage(/** @type {HTMLElement} */ button, /** @type {string} */ message) {
  button.dataset.label ??= button.textContent;
  const { label } = button.dataset;
  button.textContent = message;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = String(setTimeout(() => button.replaceChildren(label), MESSAGE_MS));
}

async function copyCitation(/** @type {HTMLElement} */ button) {
  const box = getElement("pre", HTMLElement, button.closest(".form"));
  const copied = await copy(box.textContent);
  if (!copied) getSelection()?.selectAllChildren(box);
  getElement(".cite-said", HTMLElement, button.closest("details")).textContent = pageData.words[copied ? "cite.copied" : "cite.failed"];
  if (copied) showMessage(button, pageData.words["cite.copied"]);
}

const attribute = (/** @type {string} */ text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

// The embedded page has the same language and the chosen theme.
function embedCode() {
  const state = currentState();
  const parameters = { ...state.parameters, lang: pageData.language, theme: state.parameters.theme || chosenTheme() || undefined };
  const source = location.origin + withBase(`/embed${pathWithQuery({ ...state, parameters })}`);
  return `<iframe src="${attribute(source)}" title="${attribute(document.title)}" width="100%" height="${EMBED_HEIGHT_PX}" loading="lazy" style="border:0"></iframe>`;
}

async function share(/** @type {HTMLElement} */ button) {
  const [text, message] = button.dataset.share === "link" ? [location.href, "header.shared"] : [embedCode(), "share.embedded"];
  showMessage(button, (await copy(text)) ? pageData.words[message] : text);
}

document.addEventListener("click", (event) => {
  if (closestElement(event, "details.menu .sheet, details.menu ul")) return;
  const clicked = closestElement(event, "details.menu");
  for (const menu of getElements("details.menu[open]", HTMLDetailsElement)) if (menu !== clicked) menu.open = false;
});
onClick("button[data-copy]", copyCitation);
onClick("button[data-share=link], button[data-share=embed]", share);

window.addEventListener("keydown", (event) => {
  const [menu] = getElements("details.menu[open]", HTMLDetailsElement);
  if (event.key !== "Escape" || !menu) return;
  if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
  menu.open = false;
});

// The downloads of the filtered records: with the filters, the switch for withdrawn lines, and the day. If these leave nothing out,
// the section is hidden, because other links download everything.
function updateDownloads(/** @type {State} */ state) {
  const section = document.getElementById("take-shown");
  if (!section) return;
  const chosen = FILTERS.filter((name) => state.filters[name].length);
  const query = chosen.map((name) => `${name}=${state.filters[name].map(encodeURIComponent).join(",")}`);
  if (state.switches.retired) query.push("retired=shown");
  if (state.parameters.on) query.push(`on=${state.parameters.on}`);
  section.hidden = !chosen.length && state.switches.retired && !state.parameters.on;
  for (const link of getElements("a[data-filtered]", HTMLAnchorElement, section)) link.search = query.join("&");
}

stateChanged.listen(({ state }) => updateDownloads(state));
