// Runs before the first paint: sets the theme and the hint for new readers. Then it loads the scripts of the page, which run after the
// first paint.
(function () {
  "use strict";
  const themes = ["light", "dark"];
  let [storedTheme, hintSeen] = [null, null];
  try {
    [storedTheme, hintSeen] = [localStorage.getItem("atlas-theme"), localStorage.getItem("atlas-hint-seen")];
  } catch {
    /* storage may be forbidden: then the hint appears each time */
  }
  const { dataset } = document.documentElement;
  const chosenTheme = [new URLSearchParams(location.search).get("theme"), storedTheme].find((theme) => themes.includes(theme));
  dataset.theme = chosenTheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  if (!hintSeen && "home" in dataset) dataset.newcomer = ""; // an address with a selection or a filter needs no hint

  const { page, pageType, plotly, map, phone } = document.currentScript.dataset;
  // On a phone, and with reduced data use, the live map loads later: after a touch or a key on the picture, an event of a script
  // (events.js), or a long time without input.
  const later = matchMedia(phone).matches || Boolean(navigator.connection?.saveData);
  const LONG_IDLE_MS = 45000;
  let [wantsMap, idle] = [false, 0];
  function wantMap() {
    if (wantsMap) return;
    wantsMap = true;
    clearTimeout(idle);
    delete dataset.mapLater;
    if (later) dataset.mapComing = "";
    // The worker of the map requests its data when the map begins. The browser fetches the data now and caches them.
    for (const address of map.split(" ")) fetch(address, { priority: "low" }).catch(() => {});
    if (begun) add(plotly, "", "plotly");
    window.dispatchEvent(new CustomEvent("atlas:map-begins"));
  }
  function startIdleTimer() {
    clearTimeout(idle);
    idle = setTimeout(() => (document.hidden ? startIdleTimer() : wantMap()), LONG_IDLE_MS);
  }
  if (later) {
    dataset.mapLater = "";
    window.addEventListener("atlas:map-wanted", wantMap);
    for (const kind of ["pointerdown", "keydown", "scroll"])
      document.addEventListener(kind, () => wantsMap || startIdleTimer(), { capture: true, passive: true });
    for (const kind of ["pointerdown", "click"])
      document.addEventListener(kind, ({ target }) => target.closest?.(".map-area") && wantMap(), { capture: true, passive: true });
    startIdleTimer();
  }

  // The scripts come after the picture: the second frame begins when the first is painted. A hidden tab paints nothing, so the
  // waiting has a limit.
  const PAINTED_BY_MS = 3000;
  let begun = false;
  const RETRY_AFTER_MS = 1500;
  function add(src, type, name, retry = true) {
    const script = Object.assign(document.createElement("script"), { src, type, async: false });
    script.addEventListener("load", () => window.dispatchEvent(new CustomEvent(`atlas:${name}`)));
    script.addEventListener("error", () => {
      if (retry)
        setTimeout(add, RETRY_AFTER_MS, type ? `${src}?again` : src, type, name, false); // browsers request the same module only once
      else window.dispatchEvent(new CustomEvent(`atlas:${name}-failed`));
    });
    document.body.append(script);
  }
  function run() {
    if (begun) return;
    begun = true;
    add(page, pageType, "page");
    if (wantsMap) add(plotly, "", "plotly");
  }
  if (!later) wantMap();
  document.addEventListener("DOMContentLoaded", () => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(run)));
    setTimeout(run, PAINTED_BY_MS);
  });
})();
