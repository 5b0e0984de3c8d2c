//! A picture as bytes: what it can be written as, what the ending of a file says of that, and the writing.

use super::Failure;
use super::output::Output;
use crate::draw::image::{self, Fonts};
use crate::draw::{DrawError, Layout, Picture, dot, font, svg};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::path::Path;

/// What a picture can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// The text that Graphviz reads
    Dot,
    /// Scalable vector graphics
    Svg,
    /// Pixels
    Png,
    /// A printed page
    Pdf,
}

impl From<DrawError> for Failure {
    fn from(error: DrawError) -> Self {
        let told = error.to_string();
        let reason = told.strip_suffix(&format!("; {}", error.remedy())).unwrap_or(&told);
        Self::told(reason, error.remedy())
    }
}

impl Form {
    /// What a picture with an order from left to right can be written as.
    pub(super) const OF_STORYLINES: [Self; 3] = [Self::Svg, Self::Png, Self::Pdf];

    /// Reads one of some forms from the command line.
    pub(super) fn parser(among: &'static [Self]) -> impl TypedValueParser<Value = Self> {
        let words = among.iter().filter_map(ValueEnum::to_possible_value);
        PossibleValuesParser::new(words)
            .map(|word| Self::from_str(&word, false).expect("the words are those of the forms"))
    }

    /// The form that the ending of a file says; where it says none, what else could be typed is added to the remedy.
    pub(super) fn of_ending(path: &Path, or_else: &str) -> Result<Self, Failure> {
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default()
            .to_ascii_lowercase();
        match ending.as_str() {
            "dot" | "gv" => Ok(Self::Dot),
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png),
            "pdf" => Ok(Self::Pdf),
            _ => Err(Failure::told(
                format!("`{}` does not end in a form of picture", path.display()),
                format!("end it in `.dot`, `.svg`, `.png` or `.pdf`{or_else}"),
            )),
        }
    }
}

/// A picture and its layout in a form; letters that cannot be drawn are remarked.
pub(super) fn paint(
    output: Output,
    picture: &Picture,
    layout: &Layout,
    form: Form,
    scale: f64,
    fonts: Fonts,
) -> Result<Vec<u8>, Failure> {
    if form == Form::Dot {
        return Ok(dot::write(picture).into_bytes());
    }
    remark_uncovered(output, &font::uncovered(picture), (form, fonts), "draw");
    render(&svg::write(picture, layout), form, scale, fonts)
}

/// Says which letters cannot be drawn, and by which command they can.
pub(super) fn remark_uncovered(output: Output, uncovered: &[char], (form, fonts): (Form, Fonts), command: &str) {
    if !uncovered.is_empty() && fonts == Fonts::Embedded && form != Form::Svg {
        let letters: String = uncovered.iter().take(12).collect();
        output.remark(&format!(
            "note: the built-in font has no {letters}; `lore {command} --system-fonts` uses this machine's"
        ));
    }
}

/// The text of a picture in a form.
pub(super) fn render(text: &str, form: Form, scale: f64, fonts: Fonts) -> Result<Vec<u8>, Failure> {
    Ok(match form {
        Form::Png => image::png(text, scale, fonts)?,
        Form::Pdf => image::pdf(text, fonts)?,
        Form::Svg | Form::Dot => text.as_bytes().to_vec(),
    })
}
