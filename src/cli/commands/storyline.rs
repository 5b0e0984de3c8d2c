//! `lore storyline`: who is with whom, scene after scene, as one line a character.

use super::{Context, Exit, Failure};
use crate::ask::{Answer, Cell, Row};
use crate::cli::pictures::{self, Form, Print, Sheet};
use crate::draw::font;
use crate::draw::storyline::{Chart, Clock, LeftOut, Measures, Plot, chart, painted};
use crate::model::{EntityId, EntityKind, Told, Written};
use crate::telling::{Span, Telling, span};
use crate::world::{World, list};

/// Draw who is with whom, scene after scene: one line a character, as SVG, PNG or PDF
///
/// Lines run from left to right and meet where characters share a scene; a faction's colour runs behind its members, a † ends a line, and what makes or breaks an alliance is marked.
/// Of a long story those who meet one another most are drawn, and of their scenes those in which somebody dies, comes back or changes sides, and then those of the most characters; a note says what is left out.
#[derive(Debug, clap::Args)]
#[command(
    mut_arg("output", |arg| arg.help("The file to write; its ending says the form, and without a file SVG goes to standard output")),
    mut_arg("form", |arg| arg.value_parser(Form::parser(&Form::OF_STORYLINES))),
    after_help = "Examples:\n  lore storyline -o story.svg\n  lore storyline --order telling --dark -o told.png\n  lore storyline --around kira --from battle-begins -o kira.pdf\n  lore storyline --section 3,4 -o acts.svg\n  lore storyline --measure"
)]
pub(crate) struct Args {
    #[command(flatten)]
    sheet: Sheet,
    /// Whether scenes stand as they happened or as they are told
    #[arg(long, value_name = "CLOCK", default_value = "story")]
    order: Order,
    /// Only the scenes that this one is in
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// Only these characters, and the members of these factions
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Vec<String>,
    /// Only what happens after an event or from a time on
    #[arg(long, value_name = "MOMENT", allow_hyphen_values = true)]
    from: Option<String>,
    /// Only what happens up to an event or a time
    #[arg(
        long,
        value_name = "MOMENT",
        allow_hyphen_values = true,
        conflicts_with_all = ["as_of", "before"]
    )]
    to: Option<String>,
    /// Only what is told in these sections
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    section: Vec<String>,
    /// At most so many lines, those with the most scenes, where `--only` names nobody
    #[arg(long, value_name = "N", default_value_t = 24)]
    lines: usize,
    /// At most so many scenes: first those in which somebody dies, comes back or changes sides, then those of the most characters
    #[arg(long, value_name = "N", default_value_t = 100)]
    scenes: usize,
    /// How wide scenes may run before the next row begins below, in pixels; 0 is one row
    #[arg(long, value_name = "PIXELS", default_value_t = 1500)]
    row: u32,
    /// Print how many crossings and bends there are instead of drawing
    #[arg(long, conflicts_with_all = ["output", "form"])]
    measure: bool,
}

/// The two orders of scenes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    /// As they happened
    Story,
    /// As they are told
    Telling,
}

/// Draws the chart and writes it.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    if context.given.has("format") && !args.measure {
        return Err(Failure::told(
            "`lore storyline` makes a picture, which no answer in words is",
            "leave `--format` out, or add `--measure`; `--form` says what a picture is written as",
        ));
    }
    for (option, most) in [("--lines", args.lines), ("--scenes", args.scenes)] {
        if most == 0 {
            return Err(Failure::told(
                format!("`{option}` must be 1 or more"),
                format!("leave `{option}` out for as many as a sheet holds well"),
            ));
        }
    }
    let print = print(&args)?;
    let world = context.world()?;
    let plot = plot(context, &world, &args)?;
    let mut drawn = chart(&world, &plot);
    if drawn.scenes.is_empty() {
        return Err(nothing_drawn(context, &world, &plot, &args));
    }
    context.say_told_by(&mut drawn.subtitle);
    if let Some(note) = note(&drawn.left_out, &args) {
        context.output.remark(&note);
    }
    let (text, measures) = painted(&drawn);
    if args.measure {
        return context.reply(&answer(&drawn, &measures));
    }
    pictures::remark_uncovered(context.output, &font::uncovered_in(words(&drawn)), print, "storyline");
    let bytes = pictures::render(&text, print)?;
    args.sheet.target.write(context.output, &bytes)?;
    Ok(Exit::Done)
}

/// Why nothing is drawn, and which of the options that were given to leave out.
fn nothing_drawn(context: &Context, world: &World, plot: &Plot, args: &Args) -> Failure {
    let options = &context.options;
    if world.story.events.is_empty() {
        return match &options.told_by {
            Some(_) => Failure::told("by then the story tells of no event", "leave out `--told-by`"),
            None => Failure::told(
                "the story tells of no event",
                "tell one in it, such as `anna and bert meet`",
            ),
        };
    }
    let ends = [
        ("--to", &args.to),
        ("--as-of", &options.as_of),
        ("--before", &options.before),
    ];
    let end = ends.iter().find_map(|(option, typed)| Some((*option, typed.as_ref()?)));
    if let (Some(from), Some((option, to)), Some(until)) = (&args.from, end, plot.until)
        && until < plot.from
        && from != to
    {
        return Failure::told(
            format!("`{from}` comes after `{to}`"),
            format!("turn them round: `--from {to} {option} {from}`"),
        );
    }
    let given = [
        ("--around", args.around.is_some()),
        ("--only", !args.only.is_empty()),
        ("--from", args.from.is_some()),
        ("--to", args.to.is_some()),
        ("--section", !args.section.is_empty()),
        ("--as-of", options.as_of.is_some()),
        ("--before", options.before.is_some()),
        ("--told-by", options.told_by.is_some()),
        ("--according-to", options.according_to.is_some()),
    ];
    let given = given.iter().filter(|(_, given)| *given);
    let given: Vec<String> = given.map(|(option, _)| format!("`{option}`")).collect();
    let timeline = "`lore timeline` shows what happens";
    let help = match given.as_slice() {
        [] => timeline.to_owned(),
        given => format!("leave out {}; {timeline}", list(given, "or")),
    };
    let message = if args.only.is_empty() {
        "no character is in an event here"
    } else {
        "none of these characters is in an event here"
    };
    Failure::told(message, help)
}

/// How the chart is written: in any form but the one that has no place for anything.
fn print(args: &Args) -> Result<Print, Failure> {
    let print = args.sheet.print(Form::Svg)?;
    match print.form {
        Form::Dot => Err(Failure::told(
            "a storyline cannot be written as DOT, which knows no order from left to right",
            "write SVG, PNG or PDF; `lore draw --events` writes events as DOT",
        )),
        Form::Svg | Form::Png | Form::Pdf => Ok(print),
    }
}

fn plot(context: &Context, world: &World, args: &Args) -> Result<Plot, Failure> {
    let from = args.from.as_ref().map(|typed| world.as_of(typed)).transpose()?;
    let until = match &args.to {
        Some(typed) => Some(world.as_of(typed)?),
        None => context.asked(Vec::new()).as_of(world)?,
    };
    let around = args.around.as_ref().map(|typed| character(world, typed, &[EntityKind::Character])).transpose()?;
    let named = [EntityKind::Character, EntityKind::Faction];
    Ok(Plot {
        only: args.only.iter().map(|typed| character(world, typed, &named)).collect::<Result<_, _>>()?,
        around,
        most_lines: args.lines,
        most_scenes: args.scenes,
        order: match args.order {
            Order::Story => Clock::Story,
            Order::Telling => Clock::Telling,
        },
        from: from.map_or(Plot::default().from, |as_of| as_of.moment),
        until: until.map(|as_of| as_of.moment),
        sections: args.section.iter().map(|typed| section(world, typed)).collect::<Result<_, _>>()?,
        row: Some(args.row).filter(|&row| row > 0),
        theme: context.theme(world, &args.sheet.look)?,
        ..Plot::default()
    })
}

fn character(world: &World, typed: &str, admitted: &[EntityKind]) -> Result<EntityId, Failure> {
    let id = world.find_entity(typed)?;
    let kind = world.story.entity(id).kind;
    if admitted.contains(&kind) {
        return Ok(id);
    }
    Err(Failure::told(
        format!("`{typed}` is {}, and only characters have lines", world.what(id.into())),
        "`lore list characters` shows them",
    ))
}

/// A part of the telling that the story has.
fn section(world: &World, typed: &str) -> Result<Span, Failure> {
    let label = Told::parse(Written::Text(typed.trim().into()));
    let asked = label.map(|told| span(&told)).ok_or_else(|| {
        Failure::told(
            format!("`{typed}` is no label of the telling"),
            "write the number of a section, such as `3` or `3.2`",
        )
    })?;
    let story = &world.story;
    let telling = Telling::of(story);
    let headings = story.sections.iter().map(|section| span(&section.told));
    let mut told = headings.chain(story.event_ids().filter_map(|event| telling.said(event)));
    if told.any(|own| asked.0 <= own.0 && own.1 <= asked.1) {
        return Ok(asked);
    }
    Err(Failure::told(
        format!("there is no section {}", typed.trim()),
        "`lore timeline --order telling` shows the sections that there are",
    ))
}

/// What is left out, and what brings it in.
fn note(left_out: &LeftOut, args: &Args) -> Option<String> {
    // Whoever named the characters knows that the others are not drawn.
    let told = LeftOut {
        scenes: left_out.scenes,
        ..if args.only.is_empty() { *left_out } else { LeftOut::default() }
    };
    let options = match (told.characters > 0, told.scenes > 0) {
        (true, false) => "`--lines N` and `--only` choose",
        (false, true) => "`--scenes N`, `--from`, `--to` and `--section` choose",
        (true, true) | (false, false) => {
            "`--lines N`, `--only`, `--around`, `--scenes N`, `--from`, `--to` and `--section` choose"
        }
    };
    told.words().map(|words| format!("note: {words}; {options} otherwise"))
}

/// All words of a chart, for letters that cannot be drawn.
fn words(chart: &Chart) -> impl Iterator<Item = &str> {
    let threads = chart.threads.iter().map(|thread| thread.label.as_str());
    let columns = chart.columns.iter().map(|column| column.title.as_str());
    let bands = chart.bands.iter().map(|band| band.label.as_str());
    [chart.title.as_str(), &chart.subtitle].into_iter().chain(threads).chain(columns).chain(bands)
}

fn answer(chart: &Chart, measures: &Measures) -> Answer {
    let row = |(name, value, meaning): (&str, u64, &str)| Row {
        lead: Some(name.to_owned()),
        sentence: format!("{value}: {meaning}"),
        cells: vec![Cell::Text(name.to_owned()), Cell::Count(value), Cell::Text(meaning.to_owned())],
        brief: true,
        ..Row::default()
    };
    let extent = [
        ("lines", chart.threads.len() as u64, "characters that are drawn"),
        ("scenes", chart.scenes.len() as u64, "scenes, one beside another"),
    ];
    Answer {
        question: "storyline --measure".to_owned(),
        reading: format!("How easily the storyline is read, {}", chart.subtitle),
        columns: ["measure", "value", "meaning"].map(str::to_owned).to_vec(),
        rows: extent.into_iter().chain(measures.named()).map(row).collect(),
        ..Answer::default()
    }
}
