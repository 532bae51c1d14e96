// Taking away in words and files: copy a citation, the link, the code of an embedded map; downloads that keep the filters.
/** @import { State } from "../types" */
import { about, all, make, onClick, one } from "../dom.js";
import { pathWithQuery, withBase } from "./location.js";
import { FILTERS, pageData } from "./page_data.js";
import { currentState, stateChanged } from "./state.js";
import { chosenTheme } from "./theme.js";

const SAID_MS = 2500;
const EMBED_HEIGHT_PX = 480;

// Without a secure origin there is no clipboard; the old command still works in most browsers.
async function copied(/** @type {string} */ text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text);
  }
}

function copiedTheOldWay(/** @type {string} */ text) {
  const before = document.activeElement;
  const box = make("textarea", { readonly: "", class: "off-screen" }, text);
  document.body.append(box);
  box.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    /* some browsers throw */
  }
  box.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

// What a button says for a moment after it has done its work.
function answer(/** @type {HTMLElement} */ button, /** @type {string} */ words) {
  button.dataset.rest ??= button.textContent;
  const { rest } = button.dataset;
  button.textContent = words;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = String(setTimeout(() => button.replaceChildren(rest), SAID_MS));
}

async function copyCitation(/** @type {HTMLElement} */ button) {
  const box = one("pre", HTMLElement, button.closest(".form"));
  const done = await copied(box.textContent);
  if (!done) getSelection()?.selectAllChildren(box);
  one(".cite-said", HTMLElement, button.closest("details")).textContent = pageData.words[done ? "cite.copied" : "cite.failed"];
  if (done) answer(button, pageData.words["cite.copied"]);
}

const attribute = (/** @type {string} */ text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

// The reader of another page sees what the one who took the code sees: the same language and the chosen theme.
function embedCode() {
  const state = currentState();
  const kept = { ...state.kept, lang: pageData.language, theme: state.kept.theme || chosenTheme() || undefined };
  const source = location.origin + withBase(`/embed${pathWithQuery({ ...state, kept })}`);
  return `<iframe src="${attribute(source)}" title="${attribute(document.title)}" width="100%" height="${EMBED_HEIGHT_PX}" loading="lazy" style="border:0"></iframe>`;
}

async function share(/** @type {HTMLElement} */ button) {
  const [text, said] = button.dataset.share === "link" ? [location.href, "header.shared"] : [embedCode(), "share.embedded"];
  answer(button, (await copied(text)) ? pageData.words[said] : text);
}

document.addEventListener("click", (event) => {
  if (about(event, "details.menu .sheet, details.menu ul")) return;
  const own = about(event, "details.menu");
  for (const menu of all("details.menu[open]", HTMLDetailsElement)) if (menu !== own) menu.open = false;
});
onClick("button[data-copy]", copyCitation);
onClick("button[data-share=link], button[data-share=embed]", share);

window.addEventListener("keydown", (event) => {
  const [menu] = all("details.menu[open]", HTMLDetailsElement);
  if (event.key !== "Escape" || !menu) return;
  if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
  menu.open = false;
});

// The files of what is shown: of the page's address the filters, and whether what is withdrawn is shown. With nothing
// filtered and all of it shown they are those of everything.
function keepFilters(/** @type {State} */ state) {
  const section = document.getElementById("take-shown");
  if (!section) return;
  const chosen = FILTERS.filter((name) => state.filters[name].length);
  const query = chosen.map((name) => `${name}=${state.filters[name].map(encodeURIComponent).join(",")}`);
  if (state.switches.retired) query.push("retired=shown");
  if (state.kept.on) query.push(`on=${state.kept.on}`);
  section.hidden = !chosen.length && state.switches.retired && !state.kept.on;
  for (const link of all("a[data-filtered]", HTMLAnchorElement, section)) link.search = query.join("&");
}

stateChanged.listen(({ state }) => keepFilters(state));
