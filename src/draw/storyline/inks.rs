//! The colours of a drawing on a light ground and on a dark one, both in one drawing.
//!
//! Two drawings that differ in nothing but their colours are joined: `fill="#1b1f27"` and `fill="#eef1f6"` become `fill="#1b1f27/#eef1f6"`, and in the end a variable that stands for both.

use std::collections::BTreeMap;

/// A colour by day, and by night.
pub type Ink = [String; 2];

/// What stands before a colour in an attribute.
const BEGIN: &str = "=\"#";
/// How long a colour is, without its sign.
const LONG: usize = 6;

/// Joins two drawings of the same shapes; where they are not of the same, the one by day stays alone.
pub(super) fn joined(day: &str, night: &str) -> String {
    let mut whole = String::with_capacity(day.len() * 2);
    let mut others = night.split(BEGIN);
    for (nth, part) in day.split(BEGIN).enumerate() {
        let Some(other) = others.next() else {
            return day.to_owned();
        };
        if nth == 0 {
            if part != other {
                return day.to_owned();
            }
            whole.push_str(part);
            continue;
        }
        match (colour(part), colour(other)) {
            (Some((own, rest)), Some((dark, same))) if rest == same => {
                whole.extend([BEGIN, own, "/#", dark, rest]);
            }
            (None, None) if part == other => whole.extend([BEGIN, part]),
            _ => return day.to_owned(),
        }
    }
    if others.next().is_some() {
        return day.to_owned();
    }
    whole
}

/// Joins the values of one attribute.
pub(super) fn joined_value(day: &str, night: &str) -> String {
    let is_ink = |text: &str| text.len() == LONG + 1 && text.starts_with('#');
    if is_ink(day) && is_ink(night) {
        format!("{day}/{night}")
    } else {
        day.to_owned()
    }
}

/// Writes each joined colour as a variable, `var(--ink-0)` and so on, and lists what they stand for.
pub(super) fn named(svg: &str) -> (String, Vec<Ink>) {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut inks = Vec::new();
    let mut whole = String::with_capacity(svg.len());
    for (nth, part) in svg.split(BEGIN).enumerate() {
        let ink = part
            .split_once('"')
            .and_then(|(ink, rest)| Some((ink, ink.split_once("/#")?, rest)));
        match ink {
            Some((ink, (day, night), rest)) if nth > 0 && day.len() == LONG && night.len() == LONG => {
                let next = inks.len();
                let number = *numbers.entry(ink).or_insert(next);
                if number == next {
                    inks.push([format!("#{day}"), format!("#{night}")]);
                }
                whole.push_str(&format!("=\"var(--ink-{number})\"{rest}"));
            }
            _ => whole.extend([if nth == 0 { "" } else { BEGIN }, part]),
        }
    }
    (whole, inks)
}

/// The colour that a part begins with, and what follows.
fn colour(part: &str) -> Option<(&str, &str)> {
    let (colour, rest) = part.split_at_checked(LONG)?;
    let is_colour = colour.bytes().all(|byte| byte.is_ascii_hexdigit()) && rest.starts_with('"');
    is_colour.then_some((colour, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_drawings_become_one_with_a_variable_for_each_pair_of_colours() {
        let drawn = |one: &str, other: &str| format!("<g fill=\"{one}\"><a stroke=\"{other}\"/>=\"#1</g>");
        let both = joined(&drawn("#000001", "#000002"), &drawn("#00000a", "#00000b"));
        let twice = format!("{both}{}", joined("<b fill=\"#000001\"/>", "<b fill=\"#00000a\"/>"));
        let (svg, inks) = named(&twice);
        assert_eq!(
            svg,
            drawn("var(--ink-0)", "var(--ink-1)") + "<b fill=\"var(--ink-0)\"/>"
        );
        assert_eq!(inks, [["#000001", "#00000a"], ["#000002", "#00000b"]]);
        assert_eq!(joined_value("#000001", "#00000a"), "#000001/#00000a");
        assert_eq!(joined_value("none", "none"), "none");
    }

    #[test]
    fn drawings_that_differ_in_more_keep_the_colours_of_the_day() {
        let day = "<b fill=\"#000001\"/>";
        for night in [
            "<c fill=\"#00000a\"/>",
            "<b fill=\"none\"/>",
            "<b fill=\"#00000a\"/><b/>",
            "<b/>",
        ] {
            assert_eq!(joined(day, night), day);
        }
        assert_eq!(named(day), (day.to_owned(), Vec::new()));
    }
}
