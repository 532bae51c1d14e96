// The picture of the map gives way to the live map when that has drawn everything. Without WebGL, or without a map at
// all, the picture stays.
(function () {
  "use strict";
  const FADE_MS = 150;
  const LONGEST_MS = 15000; // from the moment that the map is there
  const picture = document.querySelector(".first-picture");
  if (!picture) return;

  function done() {
    picture.classList.add("done");
    setTimeout(() => picture.remove(), FADE_MS);
  }

  // A map is idle, too, before its data has come. Something slow must not keep the picture there for ever; what fails does.
  function watch(map) {
    const drawn = () => !window.atlasMap.lacking() && map.areTilesLoaded() && Object.keys(map.getStyle().sources).every((name) => map.isSourceLoaded(name));
    const end = () => { map.off("idle", idle); map.off("movestart", moved); clearTimeout(limit); done(); };
    let before = false; // twice, so that what was drawn last is on the screen too
    const idle = () => {
      if (before && drawn()) return end();
      before = drawn();
      return map.triggerRepaint();
    };
    const moved = (event) => { if (event.originalEvent) end(); }; // who moves the map wants to see it move
    const limit = setTimeout(() => window.atlasMap.lacking() || end(), LONGEST_MS);
    map.on("idle", idle);
    map.on("movestart", moved);
    map.triggerRepaint();
  }
  window.addEventListener("atlas:page", () => window.atlasMap.whenReady(watch));
})();
