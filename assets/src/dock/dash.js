// Dash lives in the dock: its renderer and components are loaded when the first view is asked for, and not before.
import { signal } from "../signal.js";

/** Told once, when Dash has rendered its part of the dock. */
export const dashStarted = signal();
let living = null;

function load(src) {
  return new Promise((done, fail) => {
    const script = Object.assign(document.createElement("script"), { src, async: false });
    script.addEventListener("load", done);
    script.addEventListener("error", () => fail(new Error(src)));
    document.body.append(script);
  });
}

// Dash has rendered its layout when its own region of the dock is there.
const rendered = () =>
  new Promise((done) => {
    const place = document.getElementById("react-entry-point");
    const look = () => place.querySelector(".live") && window.dash_clientside?.set_props;
    const watch = new MutationObserver(() => {
      if (look()) {
        watch.disconnect();
        done();
      }
    });
    watch.observe(place, { childList: true, subtree: true });
  });

async function begin() {
  const parts = document.getElementById("atlas-dash").content.cloneNode(true);
  document.head.append(...parts.querySelectorAll("link"));
  const scripts = [...parts.querySelectorAll("script")];
  const ready = rendered();
  await Promise.all(scripts.filter(({ src }) => src).map(({ src }) => load(src)));
  const { id, textContent } = scripts.find(({ src }) => !src);
  document.body.append(Object.assign(document.createElement("script"), { id, textContent }));
  await ready;
  dashStarted.tell();
}

/* Run with Dash; a load that failed is tried anew the next time. */
export const withDash = (run) => {
  living ??= begin().catch((error) => {
    living = null;
    throw error;
  });
  return living.then(run);
};
