// Runs before anything is painted: the theme, and the answers to the framework's first two questions.
// Loaded by <script> in the head (not with the other assets), so that neither theme nor layout flashes.
(function () {
  "use strict";
  const asked = new URLSearchParams(location.search).get("theme");
  let kept = null;
  try { kept = localStorage.getItem("mantine-color-scheme-value"); } catch { /* storage may be forbidden */ }
  const wanted = ["light", "dark"].find((theme) => theme === asked) || ["light", "dark"].find((theme) => theme === kept);
  const theme = wanted || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.mantineColorScheme = theme;

  // Dash means to load the whole of plotly.js; the server knows which part of it is here, and under which address.
  const { plotly, map } = document.currentScript.dataset;
  Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => plotly, set() {} });
  // The map's worker asks for its data when all scripts have run. It is fetched now, and the browser keeps it for the worker.
  for (const address of map.split(" ")) fetch(address, { priority: "low" }).catch(() => {});

  // First the picture, then the scripts: they are asked for at once (preload), but run when the page has been painted.
  // In a tab that nobody sees nothing is painted, so there is a limit to the waiting.
  const PAINTED_BY_MS = 400;
  let begun = false;
  function run() {
    if (begun) return;
    begun = true;
    const waiting = [...document.querySelectorAll("script[type='text/plain']")];
    const [inline, files] = [waiting.filter((one) => !one.src), waiting.filter((one) => one.src)];
    const alive = (one) => Object.assign(document.createElement("script"), one.src ? { src: one.src, async: false } : { textContent: one.textContent });
    const scripts = files.map(alive);
    const last = () => { document.body.append(...inline.map(alive)); window.dispatchEvent(new Event("atlas:scripts")); };
    for (const kind of ["load", "error"]) scripts.at(-1).addEventListener(kind, last);
    document.body.append(...scripts);
  }
  document.addEventListener("DOMContentLoaded", () => {
    requestAnimationFrame(() => setTimeout(run));
    setTimeout(run, PAINTED_BY_MS);
  });

  // The server has put the layout and the callbacks of this very address into the page; the renderer would ask
  // for them in two further round trips. Every other request goes its way.
  const inline = { "_dash-layout": "atlas-layout", "_dash-dependencies": "atlas-dependencies" };
  const fetchFromServer = window.fetch.bind(window);
  window.fetch = function (resource, options) {
    const name = typeof resource === "string" ? resource.split("/").pop() : "";
    const tag = Object.hasOwn(inline, name) ? document.getElementById(inline[name]) : null;
    if (!tag) return fetchFromServer(resource, options);
    return Promise.resolve(new Response(tag.textContent, { headers: { "Content-Type": "application/json" } }));
  };
})();
