// Runs before anything is painted: the theme, and whether one is here for the first time.
// Then all that the page needs is on its way, and runs when it has been painted.
(function () {
  "use strict";
  const asked = new URLSearchParams(location.search).get("theme");
  let [kept, seen] = [null, null];
  try {
    [kept, seen] = [localStorage.getItem("atlas-theme"), localStorage.getItem("atlas-hint-seen")];
  } catch {
    /* storage may be forbidden: the hint shows each time */
  }
  const wanted = ["light", "dark"].find((theme) => theme === asked) || ["light", "dark"].find((theme) => theme === kept);
  document.documentElement.dataset.theme = wanted || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

  const { dataset } = document.documentElement;
  if (!seen && "home" in dataset) dataset.newcomer = ""; // who comes to a selection or to a filter has begun already

  const { page, pageType, plotly, map, phone } = document.currentScript.dataset;
  // On a phone, and where data is saved, the picture of the map is enough until somebody wants the map: nothing of it is loaded
  // before. A finger on the picture or a key in it does, a script of the page may (events.js), and so does who has long been reading.
  const later = matchMedia(phone).matches || Boolean(navigator.connection?.saveData);
  const LONG_IDLE_MS = 45000;
  let [wantsMap, idle] = [false, 0];
  function wantMap() {
    if (wantsMap) return;
    wantsMap = true;
    clearTimeout(idle);
    delete dataset.mapLater;
    if (later) dataset.mapComing = "";
    // The map's worker asks for its data when the map begins. It is fetched now, and the browser keeps it for the worker.
    for (const address of map.split(" ")) fetch(address, { priority: "low" }).catch(() => {});
    if (begun) add(plotly, "", "plotly");
    window.dispatchEvent(new CustomEvent("atlas:map-begins"));
  }
  function rests() {
    clearTimeout(idle);
    idle = setTimeout(() => (document.hidden ? rests() : wantMap()), LONG_IDLE_MS);
  }
  if (later) {
    dataset.mapLater = "";
    window.addEventListener("atlas:map-wanted", wantMap);
    for (const kind of ["pointerdown", "keydown", "scroll"])
      document.addEventListener(kind, () => wantsMap || rests(), { capture: true, passive: true });
    for (const kind of ["pointerdown", "click"])
      document.addEventListener(kind, ({ target }) => target.closest?.(".map-area") && wantMap(), { capture: true, passive: true });
    rests();
  }

  // First the picture, then the scripts: the second frame begins when the first is made. In a tab that nobody sees nothing is painted, so there is a limit to the waiting.
  const PAINTED_BY_MS = 3000;
  let begun = false;
  const AGAIN_AFTER_MS = 1500;
  function add(src, type, told, again = true) {
    const script = Object.assign(document.createElement("script"), { src, type, async: false });
    script.addEventListener("load", () => window.dispatchEvent(new CustomEvent(`atlas:${told}`)));
    script.addEventListener("error", () => {
      if (again)
        setTimeout(add, AGAIN_AFTER_MS, type ? `${src}?again` : src, type, told, false); // a module is asked for once only
      else window.dispatchEvent(new CustomEvent(`atlas:${told}-failed`));
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
