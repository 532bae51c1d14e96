/* How the map looks: light or dark, the fine ground from zoom 5, the railways when asked. No server is needed for
   the first; the other two load once, when they are first seen. */
(() => {
  "use strict";
  const atlas = (window.atlasMap = window.atlasMap || {});
  let theme = document.documentElement.dataset.theme || null;
  let railways = false;

  atlas.setTheme = (wanted) => {
    theme = wanted;
    if (atlas.live()) applyTheme(atlas.live().map);
  };

  atlas.toggleRailways = (shown) => {
    railways = shown;
    if (atlas.live()) applyLate(atlas.live().map);
  };

  const ofTheme = () => {
    const { themes, theme: first } = atlas.style().metadata.atlas;
    return themes[theme || first] || {};
  };
  atlas.themePaint = (layer) => ofTheme()[layer];

  function applyTheme(map) {
    for (const [layer, paint] of Object.entries(ofTheme())) {
      if (!map.getLayer(layer)) continue;
      for (const [property, value] of Object.entries(paint)) map.setPaintProperty(layer, property, value);
    }
  }

  function applyLate(map) {
    for (const [name, late] of Object.entries(atlas.style().metadata.atlas.late)) {
      const wanted = late.asked ? railways : true;
      if (wanted && !map.getSource(name) && map.getZoom() >= late.fromZoom) add(map, name, late);
      if (late.asked && map.getSource(name)) {
        for (const { layer } of late.layers) {
          map.setLayoutProperty(layer.id, "visibility", railways ? "visible" : "none");
        }
      }
    }
  }

  function add(map, name, late) {
    map.addSource(name, atlas.sourceHere(late.source));
    for (const { layer, before } of late.layers) map.addLayer(layer, map.getLayer(before) ? before : undefined);
    applyTheme(map);
    atlas.sayAgain();
    if (late.replaces) replaceWhenSeen(map, name, late);
  }

  // The coarse ground stays until a fine tile has come: with the network cut there is still a map.
  function replaceWhenSeen(map, name, late) {
    const onData = (event) => {
      if (event.sourceId !== name || !event.tile || !map.isSourceLoaded(name)) return;
      if (!map.querySourceFeatures(name, { sourceLayer: late.proof }).length) return; // empty or missing tiles
      map.off("sourcedata", onData);
      for (const id of late.replaces) map.setLayerZoomRange(id, 0, late.fromZoom);
    };
    map.on("sourcedata", onData);
  }

  atlas.onMap((map) => {
    const refresh = () => {
      applyTheme(map);
      applyLate(map);
    };
    refresh();
    map.on("style.load", refresh);
    map.on("zoomend", () => applyLate(map));
  });
})();
