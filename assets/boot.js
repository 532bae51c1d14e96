// Runs before anything is painted: the theme, and whether one is here for the first time.
// Then all that the page needs is on its way, and runs when it has been painted.
(function () {
  "use strict";
  const asked = new URLSearchParams(location.search).get("theme");
  let [kept, seen] = [null, null];
  try { [kept, seen] = [localStorage.getItem("atlas-theme"), localStorage.getItem("atlas-hint-seen")]; } catch { /* storage may be forbidden: the hint shows each time */ }
  const wanted = ["light", "dark"].find((theme) => theme === asked) || ["light", "dark"].find((theme) => theme === kept);
  document.documentElement.dataset.theme = wanted || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

  if (!seen && /^\/(embed\/?)?$/.test(location.pathname)) document.documentElement.dataset.newcomer = "";

  const { page, plotly, map } = document.currentScript.dataset;
  // The map's worker asks for its data when the map begins. It is fetched now, and the browser keeps it for the worker.
  for (const address of map.split(" ")) fetch(address, { priority: "low" }).catch(() => {});

  // First the picture, then the scripts: the second frame begins when the first is made. In a tab that nobody sees nothing is painted, so there is a limit to the waiting.
  const PAINTED_BY_MS = 3000;
  let begun = false;
  const AGAIN_AFTER_MS = 1500;
  function add(src, told, again = true) {
    const script = Object.assign(document.createElement("script"), { src, async: false });
    script.addEventListener("load", () => window.dispatchEvent(new Event(`atlas:${told}`)));
    script.addEventListener("error", () => {
      if (again) setTimeout(add, AGAIN_AFTER_MS, src, told, false);
      else window.dispatchEvent(new Event(`atlas:${told}-failed`));
    });
    document.body.append(script);
  }
  function run() {
    if (begun) return;
    begun = true;
    add(page, "page");
    add(plotly, "plotly");
  }
  document.addEventListener("DOMContentLoaded", () => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(run)));
    setTimeout(run, PAINTED_BY_MS);
  });
})();
