// Loads Dash, its renderer and components, when a reader first opens a view of the dock.
/** @import { Signal } from "../types" */
import { getElement, getElements, make } from "../dom.js";
import { loadOnce } from "../requests.js";
import { signal } from "../signal.js";

/** Emitted once, when Dash has rendered its part of the dock. @type {Signal<void>} */
export const dashStarted = signal();

/** Registers functions that Dash calls by name. */
export function offerToDash(/** @type {object} */ functions) {
  window.dash_clientside ??= {};
  window.dash_clientside.atlas = { ...window.dash_clientside.atlas, ...functions };
}

/** Changes properties of a component of Dash. @type {(id: string | Record<string, string>, properties: object) => void} */
export const setProps = (id, properties) => window.dash_clientside?.set_props?.(id, properties);

function load(/** @type {string} */ src) {
  return new Promise((done, fail) => {
    const script = Object.assign(make("script", { src }), { async: false });
    script.addEventListener("load", done);
    script.addEventListener("error", () => fail(new Error(src)));
    document.body.append(script);
  });
}

// Dash has rendered its layout when the dock has the region of Dash.
/** @returns {Promise<void>} */
const rendered = () =>
  new Promise((done) => {
    const place = getElement("#react-entry-point");
    const watch = new MutationObserver(() => {
      if (!place.querySelector(".live") || !window.dash_clientside?.set_props) return;
      watch.disconnect();
      done();
    });
    watch.observe(place, { childList: true, subtree: true });
  });

const startDash = loadOnce(async () => {
  const parts = document.importNode(getElement("#atlas-dash", HTMLTemplateElement).content, true);
  document.head.append(...parts.querySelectorAll("link"));
  const scripts = getElements("script", HTMLScriptElement, parts);
  const ready = rendered();
  await Promise.all(scripts.filter(({ src }) => src).map(({ src }) => load(src)));
  for (const { id, textContent } of scripts.filter(({ src }) => !src)) document.body.append(make("script", { id }, textContent));
  await ready;
  dashStarted.emit();
});

/** Run with Dash. */
export const withDash = (/** @type {() => void} */ run) => startDash().then(run);
