//! JSON that may stand inside a `script` element: no letter of it can end the element or begin another.

use super::payload::Payload;

/// Writes a payload.
pub(super) fn write(payload: &Payload) -> String {
    let json = serde_json::to_string(payload).expect("a payload has neither maps nor numbers that JSON lacks");
    harmless(&json)
}

/// Writes the letters that HTML or old readers of scripts would take for their own as escapes; in JSON they stand only within texts.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 64);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            // A line break that HTML would read as another must not stand there either.
            '\u{7f}'..='\u{9f}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_could_end_a_script_is_escaped_and_read_back_as_it_was() {
        let texts = [
            "</script><script>",
            "<!--",
            "a & b",
            "\u{2028}\u{2029}",
            "\u{85}",
            "plain — é",
        ];
        for text in texts {
            let json = serde_json::to_string(text).expect("a text");
            let written = harmless(&json);
            assert!(!written.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{written}");
            assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), text);
        }
    }
}
