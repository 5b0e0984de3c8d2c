//! One file out of shell, style, story and script, and the policy that seals it.
//!
//! The script is the same for every story, and the policy admits it by its hash: whatever a story says, nothing else runs, and nothing is fetched.

use super::parts::{MODULES, SHELL, STYLES};
use crate::load::base64;
use crate::model::Story;
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// The title of a page, as the browser shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Title(String);

impl Title {
    /// The title of a story.
    #[must_use]
    pub fn of(story: &Story) -> Self {
        let title = story.title.as_ref().map_or("A story", |title| title.as_str());
        Self(title.to_owned())
    }
}

/// What a page may load and run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Its own script and nothing else, from nowhere else.
    Sealed,
    /// Its own script, and requests to whoever serves it, so that it can hear of a change.
    Served,
}

impl Policy {
    /// The policy in the words of the Content Security Policy (W3C, level 3), for a page with that script.
    ///
    /// ```
    /// use lorescope::page::Policy;
    /// let sealed = Policy::Sealed.words("alert(1)");
    /// assert!(sealed.starts_with("default-src 'none'; ") && sealed.contains("script-src 'sha256-"));
    /// assert!(!sealed.contains("connect-src"));
    /// ```
    #[must_use]
    pub fn words(&self, script: &str) -> String {
        let sealed = format!(
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src '{}'; base-uri 'none'; form-action 'none'",
            content_hash(script)
        );
        match self {
            Self::Sealed => sealed,
            Self::Served => format!("{sealed}; connect-src 'self'"),
        }
    }
}

/// The hash by which a policy admits a script: `sha256-` and the digest in base64.
///
/// ```
/// // The example of the specification of subresource integrity.
/// assert_eq!(
///     lorescope::page::content_hash("alert('Hello, world.');"),
///     "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
/// );
/// ```
#[must_use]
pub fn content_hash(script: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(script.as_bytes())))
}

/// The script of the page: its modules, joined into one function without the lines that make them modules.
#[must_use]
pub fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| join(MODULES))
}

/// The style of the page.
#[must_use]
pub fn style() -> String {
    STYLES.iter().map(|(_, text)| *text).collect()
}

/// Modules as one function: an `import` is a name that stands further up, and an `export` is for editors and tests.
fn join(modules: &[(&str, &str)]) -> String {
    let mut script = "(() => {\n\"use strict\";\n".to_owned();
    for (name, text) in modules {
        script.push_str(&format!("// {name}\n"));
        for line in text.lines().filter(|line| !line.starts_with("import ")) {
            script.push_str(line.strip_prefix("export ").unwrap_or(line));
            script.push('\n');
        }
    }
    script.push_str("})();\n");
    script
}

/// Puts the parts of a page where the shell has their marks; `json` must be harmless within HTML, and the script must not hold `</script`.
#[must_use]
pub fn assemble(title: &Title, json: &str, script: &str, policy: &Policy) -> String {
    let (title, policy, style) = (escaped(&title.0), escaped(&policy.words(script)), style());
    let mut html = String::with_capacity(SHELL.len() + style.len() + script.len() + json.len());
    let mut rest = SHELL;
    while let Some((before, after)) = rest.split_once("{{") {
        let (mark, after) = after.split_once("}}").expect("a mark of the shell ends");
        html.push_str(before);
        html.push_str(match mark {
            "title" => &title,
            "policy" => &policy,
            "style" => &style,
            "story" => json,
            "script" => script,
            other => unreachable!("the shell has no mark `{other}`"),
        });
        rest = after;
    }
    html.push_str(rest);
    html
}

/// Text as it stands in HTML, inside an element or a quoted attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn modules_are_joined_without_what_makes_them_modules() {
        let modules = [
            ("a.js", "export const a = 1;\n"),
            (
                "b.js",
                "import { a } from \"./a.js\";\nexport function b() {\n    return a;\n}\n",
            ),
        ];
        assert_eq!(
            join(&modules),
            "(() => {\n\"use strict\";\n// a.js\nconst a = 1;\n// b.js\nfunction b() {\n    return a;\n}\n})();\n"
        );
    }

    #[test]
    fn no_name_is_declared_in_two_modules() {
        let mut declared: BTreeMap<&str, &str> = BTreeMap::new();
        for (module, text) in MODULES {
            for line in text.lines() {
                let line = line.strip_prefix("export ").unwrap_or(line);
                let line = line.strip_prefix("async ").unwrap_or(line);
                let words = ["function* ", "function ", "const ", "let ", "class "];
                let Some(rest) = words.iter().find_map(|word| line.strip_prefix(word)) else {
                    continue;
                };
                let name = rest
                    .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
                    .next();
                let name = name.expect("a split has a first");
                assert!(!name.is_empty(), "{module}: one name a statement: {line}");
                if let Some(other) = declared.insert(name, module) {
                    panic!("`{name}` is declared in {other} and in {module}: call one of them otherwise");
                }
            }
        }
    }

    #[test]
    fn imports_stand_on_a_line_and_come_from_a_module_above() {
        for (nth, (module, text)) in MODULES.iter().enumerate() {
            for line in text.lines() {
                let import = line.starts_with("import");
                assert!(
                    !import || line.starts_with("import {") && line.ends_with(';'),
                    "{module}: {line}"
                );
                assert!(
                    !line.starts_with("export default") && !line.starts_with("export {"),
                    "{module}: name what is exported where it is declared: {line}"
                );
                let Some((_, from)) = line.split_once(" from \"./").filter(|_| import) else {
                    continue;
                };
                let from = from.trim_end_matches("\";");
                let above = MODULES[..nth].iter().any(|(name, _)| *name == from);
                assert!(above, "{module} imports `{from}`, which must stand above it in MODULES");
            }
        }
    }

    #[test]
    fn the_parts_may_stand_within_html() {
        assert!(!script().to_lowercase().contains("</script") && !script().contains("<!--"));
        assert!(!style().to_lowercase().contains("</style"));
        for (name, text) in MODULES.iter().chain(STYLES).chain(&[("shell.html", SHELL)]) {
            assert!(
                !text.contains('\r'),
                "{name}: HTML would read another text than was hashed"
            );
        }
    }

    #[test]
    fn every_mark_of_the_shell_is_there_once() {
        for mark in ["{{title}}", "{{policy}}", "{{style}}", "{{story}}", "{{script}}"] {
            assert_eq!(SHELL.matches(mark).count(), 1, "{mark}");
        }
        assert_eq!(SHELL.matches("{{").count(), 5);
    }

    #[test]
    fn a_title_is_escaped() {
        let title = Title("</title><script>alert('1')</script> & \"x\"".to_owned());
        let html = assemble(&title, "{}", script(), &Policy::Sealed);
        assert!(html.contains("<title>&lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)"));
        assert_eq!(html.matches("<script").count(), 2);
    }
}
