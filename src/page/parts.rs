//! The script and the style of the page, part by part, in the order in which they are joined.

/// The modules of the script: a module stands below those that it imports.
pub(super) const MODULES: &[(&str, &str)] = &[("main.js", include_str!("script/main.js"))];

/// The style, from the general to the particular.
pub(super) const STYLES: &[(&str, &str)] = &[("page.css", include_str!("style/page.css"))];

/// The file that all of it stands in, with a mark for each part.
pub(super) const SHELL: &str = include_str!("shell.html");
