// Dash lives in the dock: its renderer and components are loaded when the first view is asked for, and not before.
/** @import { Signal } from "../types" */
import { all, make, one } from "../dom.js";
import { signal } from "../signal.js";

/** Told once, when Dash has rendered its part of the dock. @type {Signal<void>} */
export const dashStarted = signal();
let living = /** @type {Promise<void> | null} */ (null);

/** Gives Dash functions of ours, which it calls by name. */
export function offerToDash(/** @type {object} */ functions) {
  window.dash_clientside ??= {};
  window.dash_clientside.atlas = { ...window.dash_clientside.atlas, ...functions };
}

/** Tells Dash what is new of a component. @type {(id: string | Record<string, string>, properties: object) => void} */
export const setProps = (id, properties) => window.dash_clientside?.set_props?.(id, properties);

function load(/** @type {string} */ src) {
  return new Promise((done, fail) => {
    const script = Object.assign(make("script", { src }), { async: false });
    script.addEventListener("load", done);
    script.addEventListener("error", () => fail(new Error(src)));
    document.body.append(script);
  });
}

// Dash has rendered its layout when its own region of the dock is there.
/** @returns {Promise<void>} */
const rendered = () =>
  new Promise((done) => {
    const place = one("#react-entry-point");
    const watch = new MutationObserver(() => {
      if (!place.querySelector(".live") || !window.dash_clientside?.set_props) return;
      watch.disconnect();
      done();
    });
    watch.observe(place, { childList: true, subtree: true });
  });

async function begin() {
  const parts = document.importNode(one("#atlas-dash", HTMLTemplateElement).content, true);
  document.head.append(...parts.querySelectorAll("link"));
  const scripts = all("script", HTMLScriptElement, parts);
  const ready = rendered();
  await Promise.all(scripts.filter(({ src }) => src).map(({ src }) => load(src)));
  for (const { id, textContent } of scripts.filter(({ src }) => !src)) document.body.append(make("script", { id }, textContent));
  await ready;
  dashStarted.tell();
}

/* Run with Dash; a load that failed is tried anew the next time. */
export const withDash = (/** @type {() => void} */ run) => {
  living ??= begin().catch((error) => {
    living = null;
    throw error;
  });
  return living.then(run);
};
