//! A picture as bytes: where it goes, how it looks, what it can be written as, and the writing.

use super::output::Output;
use super::themes::Look;
use super::{Context, Failure};
use crate::draw::image::{self, Fonts};
use crate::draw::{DrawError, Layout, Picture, dot, font, svg};
use crate::telling::as_told_by;
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use std::path::{Path, PathBuf};

/// Where something drawn goes.
#[derive(Debug, clap::Args)]
pub(super) struct Target {
    /// The file to write; without one, standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

impl Target {
    /// The file; none for standard output.
    pub(super) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Whether a file or standard output is asked for by name.
    pub(super) fn is_said(&self) -> bool {
        self.output.is_some()
    }

    /// Writes it there.
    pub(super) fn write(&self, output: Output, bytes: &[u8]) -> Result<(), Failure> {
        output.file(self.file().unwrap_or(Path::new("-")), bytes)
    }
}

/// How a picture is written, and where.
#[derive(Debug, clap::Args)]
pub(super) struct Sheet {
    #[command(flatten)]
    pub(super) target: Target,
    /// The form, where no ending says it
    #[arg(long, value_name = "FORM")]
    form: Option<Form>,
    #[command(flatten)]
    pub(super) look: Look,
    /// Pixels of a PNG to each of the picture's own
    #[arg(long, value_name = "FACTOR", default_value_t = SCALE)]
    scale: f64,
    /// Use this machine's fonts too, for letters that the built-in one lacks
    #[arg(long)]
    system_fonts: bool,
}

impl Sheet {
    /// How it is to be written: in the form that is asked for by name, by the ending of the file, or else by neither.
    pub(super) fn print(&self, otherwise: Form) -> Result<Print, Failure> {
        let form = match (self.form, self.target.file()) {
            (Some(form), _) => form,
            (None, Some(path)) => Form::of_ending(path, ", or say `--form`")?,
            (None, None) => otherwise,
        };
        Ok(Print {
            scale: self.scale,
            fonts: if self.system_fonts {
                Fonts::System
            } else {
                Fonts::Embedded
            },
            ..Print::of(form)
        })
    }
}

/// How many pixels of a PNG stand for each of the picture's own, unless somebody says otherwise.
const SCALE: f64 = 2.0;

/// How a picture is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Print {
    pub(super) form: Form,
    scale: f64,
    pub(super) fonts: Fonts,
}

impl Print {
    /// In a form, with all else as usual.
    pub(super) fn of(form: Form) -> Self {
        Self {
            form,
            scale: SCALE,
            fonts: Fonts::Embedded,
        }
    }
}

impl Context {
    /// Adds to the line under a title how far the telling has come, where somebody has not read it all.
    pub(super) fn say_told_by(&self, subtitle: &mut String) {
        if let Some(place) = &self.options.told_by {
            *subtitle = format!("{subtitle}, {}", as_told_by(place));
        }
    }
}

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
pub(super) fn paint(output: Output, picture: &Picture, layout: &Layout, print: Print) -> Result<Vec<u8>, Failure> {
    if print.form == Form::Dot {
        return Ok(dot::write(picture).into_bytes());
    }
    remark_uncovered(output, &font::uncovered(picture), print, "draw");
    render(&svg::write(picture, layout), print)
}

/// Says which letters cannot be drawn, and by which command they can.
pub(super) fn remark_uncovered(output: Output, uncovered: &[char], print: Print, command: &str) {
    if !uncovered.is_empty() && print.fonts == Fonts::Embedded && print.form != Form::Svg {
        let letters: String = uncovered.iter().take(12).collect();
        output.remark(&format!(
            "note: the built-in font has no {letters}; `lore {command} --system-fonts` uses this machine's"
        ));
    }
}

/// The text of a picture in a form.
pub(super) fn render(text: &str, print: Print) -> Result<Vec<u8>, Failure> {
    Ok(match print.form {
        Form::Png => image::png(text, print.scale, print.fonts)?,
        Form::Pdf => image::pdf(text, print.fonts)?,
        Form::Svg | Form::Dot => text.as_bytes().to_vec(),
    })
}
