//! The script and the style of the page, part by part, in the order in which they are joined.

/// The modules of the script: a module stands below those that it imports.
pub(super) const MODULES: &[(&str, &str)] = &[
    ("payload.js", include_str!("script/payload.js")),
    ("address.js", include_str!("script/address.js")),
    ("standing.js", include_str!("script/standing.js")),
    ("build.js", include_str!("script/build.js")),
    ("fold.js", include_str!("script/fold.js")),
    ("cards.js", include_str!("script/cards.js")),
    ("nodes.js", include_str!("script/nodes.js")),
    ("bundles.js", include_str!("script/bundles.js")),
    ("labels.js", include_str!("script/labels.js")),
    ("lines.js", include_str!("script/lines.js")),
    ("camera.js", include_str!("script/camera.js")),
    ("graph.js", include_str!("script/graph.js")),
    ("findings.js", include_str!("script/findings.js")),
    ("pages.js", include_str!("script/pages.js")),
    ("timeline.js", include_str!("script/timeline.js")),
    ("rows.js", include_str!("script/rows.js")),
    ("storyline.js", include_str!("script/storyline.js")),
    ("search.js", include_str!("script/search.js")),
    ("dock.js", include_str!("script/dock.js")),
    ("filters.js", include_str!("script/filters.js")),
    ("table.js", include_str!("script/table.js")),
    ("frame.js", include_str!("script/frame.js")),
    ("main.js", include_str!("script/main.js")),
];

/// The style, from the general to the particular.
pub(super) const STYLES: &[(&str, &str)] = &[
    ("palette.css", include_str!("style/palette.css")),
    ("frame.css", include_str!("style/frame.css")),
    ("dock.css", include_str!("style/dock.css")),
    ("graph.css", include_str!("style/graph.css")),
    ("reading.css", include_str!("style/reading.css")),
    ("storyline.css", include_str!("style/storyline.css")),
    ("phone.css", include_str!("style/phone.css")),
    ("print.css", include_str!("style/print.css")),
];

/// The file that all of it stands in, with a mark for each part.
pub(super) const SHELL: &str = include_str!("shell.html");
