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

  // The address has the new view by the time that the map tells of it.
  for (const told of ["atlas:state", "atlas:map-view", "atlas:panel"]) window.addEventListener(told, say);
})();
