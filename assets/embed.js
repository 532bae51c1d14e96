// The embedded page: its caption follows what is selected, and leads to the whole page in a window of its own.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  if (!("embedded" in document.documentElement.dataset)) return;

  function say() {
    const state = atlas.state();
    const title = document.getElementById("panel-title");
    document.getElementById("embed-link").href = atlas.url.whole(state);
    document.getElementById("embed-title").textContent = state.path === "/" || !title ? atlas.index.words.title : title.textContent;
  }

  window.addEventListener("atlas:state", () => atlas.whenRendered(say));
  window.addEventListener("atlas:map-view", () => atlas.whenRendered(say)); // the address has the new view by then
  window.addEventListener("atlas:rendered", () => {
    new MutationObserver(say).observe(document.getElementById("panel"), { childList: true });
  });
})();
