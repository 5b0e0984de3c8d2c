//! One SVG that plays a series: what stands in several pictures is written once, and shows itself while they are on.
//!
//! ```text
//!   pictures   1    2    3    4
//!   Kira       ├──────────────┤        always there: no animation
//!   Kira–Odo        ├─────────┤        fades in with the second
//! ```
//!
//! There is no script in it, and nothing from elsewhere: only style sheets move it, so it plays in
//! every browser, also as an image in a page. Whoever asks their machine for less motion, prints it
//! or reads it with something that does not play sees the last picture; a pointer on it stops it.

use std::collections::BTreeMap;

use crate::draw::font::FAMILY;
use crate::draw::layout::Layout;
use crate::draw::picture::Picture;
use crate::draw::svg::sheet::{Sheet, number};

/// How much longer than the others the last picture is to be seen.
const REST: usize = 2;
/// How long a change takes, in seconds.
const FADE: f64 = 0.45;
const BAR: f64 = 4.0;

/// Something drawn, and the pictures it is in.
struct Piece {
    text: String,
    shown: Vec<bool>,
}

/// Writes a series of pictures on one chart as an SVG that shows each for so many seconds, again and again.
#[must_use]
pub fn film(series: &[(Picture, Layout)], pace: f64) -> String {
    let mut sheet = Sheet::default();
    let Some((last, place)) = series.last() else {
        sheet.begin(1.0, 1.0);
        return sheet.end();
    };
    sheet.begin(place.width, place.height);
    let title = format!("{}, {} moments, one after another", last.title, series.len());
    sheet.words("title", &[], &title);
    let pieces = pieces(series);
    let mut looks: BTreeMap<&[bool], usize> = BTreeMap::new();
    for piece in pieces.iter().filter(|piece| piece.shown.contains(&false)) {
        let next = looks.len();
        looks.entry(&piece.shown).or_insert(next);
    }
    let ground = last.theme.palette.ground.hex();
    sheet.words("style", &[], &style(&looks, series.len(), pace, &ground));
    let whole = [
        ("width", "100%".to_owned()),
        ("height", "100%".to_owned()),
        ("fill", ground),
    ];
    sheet.empty("rect", &whole);
    sheet.open(
        "g",
        &[("font-family", FAMILY.to_owned()), ("text-anchor", "middle".to_owned())],
    );
    for run in pieces.chunk_by(|one, two| one.shown == two.shown) {
        let look = looks.get(run[0].shown.as_slice());
        if let Some(look) = look {
            let mut attributes = vec![("class", format!("m m{look}"))];
            if run[0].shown.last() == Some(&false) {
                attributes.push(("visibility", "hidden".to_owned()));
            }
            sheet.open("g", &attributes);
        }
        for piece in run {
            sheet.piece(&format!("\n{}", piece.text));
        }
        if look.is_some() {
            sheet.close("g");
        }
    }
    let bar = [
        ("class", "m bar".to_owned()),
        ("width", number(place.width)),
        ("height", number(BAR)),
        ("fill", last.theme.palette.soft.hex()),
        ("visibility", "hidden".to_owned()),
    ];
    sheet.empty("rect", &bar);
    sheet.close("g");
    sheet.end()
}

/// Returns everything that any picture shows, each once, from back to front.
fn pieces(series: &[(Picture, Layout)]) -> Vec<Piece> {
    let mut places: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut pieces: Vec<(usize, Piece)> = Vec::new();
    for (number, (picture, layout)) in series.iter().enumerate() {
        let mut sheet = Sheet::default();
        super::draw(&mut sheet, picture, layout);
        for (layer, text) in sheet.pieces() {
            let place = *places.entry((layer, text)).or_insert_with_key(|(layer, text)| {
                let shown = vec![false; series.len()];
                pieces.push((
                    *layer,
                    Piece {
                        text: text.clone(),
                        shown,
                    },
                ));
                pieces.len() - 1
            });
            pieces[place].1.shown[number] = true;
        }
    }
    // The sort is stable: on one layer, what came first lies at the back.
    pieces.sort_by_key(|(layer, _)| *layer);
    pieces.into_iter().map(|(_, piece)| piece).collect()
}

fn style(looks: &BTreeMap<&[bool], usize>, count: usize, pace: f64, ground: &str) -> String {
    let whole = pace * length(count + REST);
    let mut rules: Vec<(usize, String)> = looks
        .iter()
        .map(|(shown, look)| (*look, keyframes(*look, shown, pace, whole)))
        .collect();
    rules.sort_unstable();
    let ends = share(pace * length(count), whole);
    let mut style = format!(
        "\n.m{{animation-duration:{}s;animation-timing-function:linear;animation-iteration-count:infinite}}\n",
        number(whole)
    );
    for (look, frames) in rules {
        style.push_str(&format!(".m{look}{{animation-name:m{look}}}\n{frames}\n"));
    }
    style.push_str(&format!(
        ".bar{{animation-name:bar;transform-origin:0 0}}\n\
         @keyframes bar{{0%{{visibility:visible;transform:scaleX(0)}}{ends}%,100%{{visibility:visible;transform:scaleX(1)}}}}\n\
         svg:root{{max-width:100vw;max-height:100vh;background:{ground}}}\n\
         svg:hover .m{{animation-play-state:paused}}\n\
         @media (prefers-reduced-motion:reduce){{.m{{animation:none}}}}\n\
         @media print{{.m{{animation:none}}}}\n"
    ));
    style
}

/// Returns when something is to be seen, in shares of the whole.
fn keyframes(look: usize, shown: &[bool], pace: f64, whole: f64) -> String {
    let fade = FADE.min(pace / 3.0);
    let (on, off) = ("opacity:1;visibility:visible", "opacity:0;visibility:hidden");
    let word = |is_on: bool| if is_on { on } else { off };
    let mut text = format!("@keyframes m{look}{{0%{{{}}}", word(shown[0]));
    for (number, pair) in shown.windows(2).enumerate() {
        if pair[0] == pair[1] {
            continue;
        }
        let at = pace * length(number + 1);
        // What goes waits a little, so that what takes its place is there first.
        let wait = if pair[0] { fade / 2.0 } else { 0.0 };
        for (moment, is_on) in [(at + wait, pair[0]), (at + wait + fade, pair[1])] {
            text.push_str(&format!("{}%{{{}}}", share(moment, whole), word(is_on)));
        }
    }
    text.push_str(&format!("100%{{{}}}}}", word(shown[shown.len() - 1])));
    text
}

/// Returns a share in hundredths, with three places.
fn share(part: f64, whole: f64) -> String {
    let rounded = (part / whole * 100_000.0).round() / 1000.0;
    format!("{}", rounded.clamp(0.0, 100.0))
}

fn length(count: usize) -> f64 {
    crate::draw::layout::count(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_and_goes_is_timed_by_its_pictures() {
        assert_eq!(
            keyframes(3, &[false, true, false, false], 2.0, 12.0),
            "@keyframes m3{0%{opacity:0;visibility:hidden}16.667%{opacity:0;visibility:hidden}\
             20.417%{opacity:1;visibility:visible}35.208%{opacity:1;visibility:visible}\
             38.958%{opacity:0;visibility:hidden}100%{opacity:0;visibility:hidden}}"
        );
    }

    #[test]
    fn nothing_plays_nothing() {
        assert!(film(&[], 2.0).starts_with("<svg"));
    }
}
