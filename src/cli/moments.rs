//! Pictures of more moments than one: two held against each other, a numbered series, one SVG that plays.

use super::Failure;
use super::context::Context;
use super::pictures::{self, Form, Print};
use crate::ask::Asking;
use crate::draw::bundle;
use crate::draw::layout::{self, Layout};
use crate::draw::moments::{self, Each, Frame};
use crate::draw::picture::Picture;
use crate::draw::svg;
use crate::draw::view::{By, Ties, View, sides};
use crate::timeline::AsOf;
use crate::world::World;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// What is drawn of more moments than one.
#[derive(Debug, clap::Args)]
pub(super) struct Moments {
    /// What changed between two moments, each as `lore diff` takes it
    #[arg(long, num_args = 2, value_names = ["MOMENT", "MOMENT"], conflicts_with_all = ["series", "events"])]
    pub(super) compare: Vec<String>,
    /// A numbered series in this folder, nobody moving but in the story
    #[arg(long, value_name = "DIR", group = "series", conflicts_with_all = ["output", "events"])]
    pub(super) frames: Option<PathBuf>,
    /// The same series as one SVG that plays by itself
    #[arg(long, group = "series", requires = "output", conflicts_with = "events")]
    pub(super) animate: bool,
    /// What a picture of the series stands for
    #[arg(long, value_name = "WHAT", default_value = "event", requires = "series")]
    pub(super) each: Unit,
    /// How many seconds each of them is to be seen when it plays
    #[arg(long, value_name = "SECONDS", default_value_t = 2.5, requires = "animate")]
    pub(super) pace: f64,
}

impl Moments {
    /// Whether more than one picture is drawn.
    pub(super) fn is_series(&self) -> bool {
        self.frames.is_some() || self.animate
    }
}

/// What a picture of a series stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Unit {
    /// An event that changes something
    Event,
    /// A section of the telling
    Section,
}

/// How short and how long each picture of what plays can be seen, in seconds.
const PACES: (f64, f64) = (0.3, 60.0);

/// Draws what changed between two moments.
pub(super) fn compared(context: &Context, world: &World, view: &View, typed: &[String]) -> Result<Picture, Failure> {
    if context.asked(Vec::new()).moment != Asking::Ever {
        return Err(Failure::told(
            "`--compare` takes its own two moments",
            "leave out `--as-of` and `--before`",
        ));
    }
    let mut ends = typed
        .iter()
        .map(|moment| world.moment(moment))
        .collect::<Result<Vec<AsOf>, _>>()?;
    if ends.windows(2).any(|pair| pair[1].moment < pair[0].moment) {
        context
            .output
            .remark("note: the second moment lies before the first; they are drawn in story order");
        ends.reverse();
    }
    let ends: [AsOf; 2] = ends.try_into().expect("the command line takes two moments");
    let [before, after] = sides(world, view, ends);
    Ok(moments::compared(&before, &after))
}

/// Writes a numbered series into a folder.
pub(super) fn series(
    context: &Context,
    world: &World,
    view: &View,
    args: &Moments,
    print: Print,
    folder: &Path,
) -> Result<(), Failure> {
    let shown = shown(context, world, view, args)?;
    let ending = match print.form {
        Form::Dot => "dot",
        Form::Svg => "svg",
        Form::Png => "png",
        Form::Pdf => "pdf",
    };
    context.output.folder(folder)?;
    for (number, (picture, layout)) in shown.iter().enumerate() {
        let bytes = pictures::paint(context.output, picture, layout, print)?;
        let path = folder.join(format!("frame-{:04}.{ending}", number + 1));
        context.output.file(&path, &bytes)?;
    }
    let next = folder.join(format!("frame-{:04}.{ending}", shown.len() + 1));
    if next.exists() {
        let message = "note: from `{}` on, what is in the folder is older";
        context
            .output
            .remark(&message.replace("{}", &next.display().to_string()));
    }
    context
        .output
        .remark(&format!("{} in `{}`", pictures_in_words(shown.len()), folder.display()));
    Ok(())
}

/// Returns a series as one SVG that plays.
pub(super) fn film(
    context: &Context,
    world: &World,
    view: &View,
    args: &Moments,
    form: Form,
) -> Result<String, Failure> {
    if form != Form::Svg {
        return Err(Failure::told(
            "only an SVG can play",
            "end the file in `.svg`, or draw a numbered series with `--frames DIR`",
        ));
    }
    if !(PACES.0..=PACES.1).contains(&args.pace) {
        return Err(Failure::told(
            format!("no picture can be seen for {} seconds", args.pace),
            format!("say from {} to {}", PACES.0, PACES.1),
        ));
    }
    let shown = shown(context, world, view, args)?;
    Ok(svg::film(&shown, args.pace))
}

/// `1 picture`, `2 pictures`
fn pictures_in_words(number: usize) -> String {
    format!("{number} picture{}", if number == 1 { "" } else { "s" })
}

/// Returns what else could be left out of a picture.
pub(super) fn less(view: &View) -> String {
    let options = [
        ("`--around NAME`", view.around.is_some()),
        ("`--only RELATION`", !view.only.is_empty()),
        ("`--by factions`", view.by == By::Factions),
    ];
    let left: Vec<&str> = options
        .into_iter()
        .filter_map(|(option, is_given)| (!is_given).then_some(option))
        .collect();
    match left.split_last() {
        None => "show less with a smaller `--depth`, or fewer relations".to_owned(),
        Some((last, [])) => format!("show less with {last}"),
        Some((last, others)) => format!("show less with {} or {last}", others.join(", ")),
    }
}

/// Returns the pictures of a series in their layouts on one chart.
fn shown(context: &Context, world: &World, view: &View, args: &Moments) -> Result<Vec<(Picture, Layout)>, Failure> {
    if context.asked(Vec::new()).moment != Asking::Ever {
        return Err(Failure::told(
            "a series shows every moment",
            "leave out `--as-of` and `--before`, or draw one picture with `-o`",
        ));
    }
    let each = match args.each {
        Unit::Event => Each::Event,
        Unit::Section => Each::Section,
    };
    if each == Each::Section && world.story.sections.is_empty() {
        return Err(Failure::told(
            "this story has no sections",
            "leave out `--each section`: each event that changes something has its picture",
        ));
    }
    let output = context.output;
    let told = &mut |done, all| output.progress(&format!("looking at {done} of {all} moments"));
    let frames = moments::frames(world, view, each, told).map_err(|many| {
        let fewer = match each {
            Each::Event if !world.story.sections.is_empty() => "draw fewer with `--each section`, or ",
            Each::Event | Each::Section => "",
        };
        Failure::told(
            format!("this would be {} pictures, and {} are the most", many.frames, many.most),
            format!("{fewer}{}", less(view)),
        )
    })?;
    let count = frames.len();
    output.progress(&format!("arranging {}", pictures_in_words(count)));
    let pictures = frames
        .into_iter()
        .enumerate()
        .map(|(number, Frame { mut picture, .. })| {
            context.say_told_by(&mut picture.subtitle);
            let halo = if number == 0 {
                ""
            } else {
                "; what has just changed has a halo"
            };
            picture.remark = format!("{} of {count}{halo}", number + 1);
            match view.ties {
                Ties::Together => bundle::bundled(picture),
                Ties::Apart => picture,
            }
        })
        .collect();
    let pictures = moments::aligned(pictures);
    let chart = moments::chart(world, view, &pictures);
    let mut layouts = layout::on_chart(&chart, &pictures);
    moments::freshen(&pictures, &mut layouts);
    output.progress("");
    Ok(pictures.into_iter().zip(layouts).collect())
}
