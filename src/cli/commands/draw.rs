//! `lore draw`: a picture of who stands where as of a moment.

use super::{Context, Exit, Failure};
use crate::ask::Asking;
use crate::draw::graphviz::{self, Engine};
use crate::draw::image::{self, Fonts};
use crate::draw::picture::{Picture, Theme};
use crate::draw::view::{self, Around, By, Deeds, View};
use crate::draw::{DrawError, dot, font, layout, svg};
use crate::model::RelationId;
use crate::world::World;
use std::path::PathBuf;

/// Draw who stands where as of a moment, as DOT, SVG, PNG or PDF
///
/// Factions become boxes around their members; the dead and those gone away are marked.
/// The file's ending says what is written; without a file, DOT goes to standard output.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  lore draw -o end.svg\n  lore draw --as-of start --around kira --depth 2 -o kira.png\n  lore draw --by factions --only allied,hostile -o sides.pdf\n  lore draw --engine graphviz --layout fdp -o end.svg"
)]
pub(crate) struct Args {
    /// The file to write: .dot, .svg, .png or .pdf
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What to write, where the file's ending does not say
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<Kind>,
    /// Only this one, and whoever they stand in a relation to
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// How many steps the circle around them reaches
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,
    /// Only these relations
    #[arg(long, value_name = "RELATION", value_delimiter = ',')]
    only: Vec<String>,
    /// Show events as nodes too
    #[arg(long)]
    events: bool,
    /// Draw one node a faction, and nobody else
    #[arg(long, value_name = "WHAT")]
    by: Option<Grouping>,
    /// Draw on a dark ground
    #[arg(long)]
    dark: bool,
    /// What lays the picture out
    #[arg(long, value_name = "ENGINE", default_value = "built-in")]
    engine: Layouter,
    /// Which layout of Graphviz: dot, neato, fdp, sfdp, twopi, circo, osage or patchwork
    #[arg(long, value_name = "LAYOUT", default_value = "dot", value_parser = engine)]
    layout: Engine,
    /// How many pixels of a PNG to each of the drawing's own
    #[arg(long, value_name = "FACTOR", default_value_t = 2.0)]
    scale: f64,
    /// Use this machine's fonts for letters that the built-in one lacks
    #[arg(long)]
    system_fonts: bool,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// Text for Graphviz
    Dot,
    /// A drawing for pages
    Svg,
    /// Pixels
    Png,
    /// A page to print
    Pdf,
}

/// What a picture may be grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Grouping {
    /// One node a faction
    Factions,
}

/// What lays a picture out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Layouter {
    /// The program itself; nothing else need be installed
    BuiltIn,
    /// The installed Graphviz
    Graphviz,
}

fn engine(name: &str) -> Result<Engine, String> {
    Engine::named(name).ok_or_else(|| {
        let names: Vec<&str> = Engine::ALL.iter().map(|engine| engine.name()).collect();
        format!("Graphviz has no such layout; it has {}", names.join(", "))
    })
}

/// Draws the picture.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let kind = kind(&args)?;
    let world = context.world()?;
    let picture = view::picture(&world, &view(context, &world, &args)?);
    remarks(context, &picture, &args);
    let bytes = drawn(&picture, kind, &args).map_err(|error| Failure::told(message(&error), error.remedy()))?;
    match &args.output {
        Some(path) => context.output.file(path, &bytes)?,
        None => context.output.bytes(&bytes)?,
    }
    Ok(Exit::Done)
}

fn kind(args: &Args) -> Result<Kind, Failure> {
    let Some(path) = &args.output else {
        return Ok(args.kind.unwrap_or(Kind::Dot));
    };
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let by_name = match ending.to_lowercase().as_str() {
        "dot" | "gv" => Some(Kind::Dot),
        "svg" => Some(Kind::Svg),
        "png" => Some(Kind::Png),
        "pdf" => Some(Kind::Pdf),
        _ => None,
    };
    args.kind.or(by_name).ok_or_else(|| {
        Failure::told(
            format!("the ending of `{}` does not say what to write", path.display()),
            "let it end in .dot, .svg, .png or .pdf, or say `--type svg`",
        )
    })
}

fn view(context: &Context, world: &World, args: &Args) -> Result<View, Failure> {
    let asked = context.asked(Vec::new());
    let as_of = match asked.moment {
        Asking::Ever => world.end(),
        Asking::AsOf(_) | Asking::Before(_) => asked.as_of(world)?.unwrap_or_else(|| world.end()),
    };
    let around = match &args.around {
        Some(name) => Some(Around {
            who: world.find_entity(name)?,
            depth: args.depth,
        }),
        None => None,
    };
    Ok(View {
        around,
        only: args
            .only
            .iter()
            .map(|word| relation(world, word))
            .collect::<Result<_, _>>()?,
        deeds: if args.events { Deeds::Shown } else { Deeds::Left },
        by: args.by.map_or(By::Members, |Grouping::Factions| By::Factions),
        theme: if args.dark { Theme::Dark } else { Theme::Light },
        ..View::at(as_of)
    })
}

fn relation(world: &World, word: &str) -> Result<RelationId, Failure> {
    world.vocabulary.relation_by_word(word).ok_or_else(|| {
        let names = world.vocabulary.relations.iter().map(|relation| relation.name.as_str());
        let help = match crate::model::nearest(word, names).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`lore list relations` shows them".to_owned(),
        };
        Failure::told(format!("`{word}` is no relation of this story"), help)
    })
}

/// What the reader of the picture should know beside it.
fn remarks(context: &Context, picture: &Picture, args: &Args) {
    if let Some(crowding) = picture.crowding() {
        context.output.remark(&format!("note: {crowding}"));
    }
    let missing = font::uncovered(picture);
    if !missing.is_empty() && !args.system_fonts {
        let signs: Vec<String> = missing.iter().take(8).map(ToString::to_string).collect();
        context.output.remark(&format!(
            "note: the built-in font lacks {}; `--system-fonts` takes them from this machine's",
            signs.join(" ")
        ));
    }
}

fn drawn(picture: &Picture, kind: Kind, args: &Args) -> Result<Vec<u8>, DrawError> {
    if kind == Kind::Dot {
        return Ok(dot::write(picture).into_bytes());
    }
    if args.engine == Layouter::Graphviz {
        let format = match kind {
            Kind::Png => graphviz::Format::Png,
            Kind::Pdf => graphviz::Format::Pdf,
            Kind::Dot | Kind::Svg => graphviz::Format::Svg,
        };
        return Ok(graphviz::render(&dot::write(picture), args.layout, format)?.bytes);
    }
    let drawing = svg::write(picture, &layout::arrange(picture));
    let fonts = if args.system_fonts { Fonts::System } else { Fonts::Embedded };
    match kind {
        Kind::Png => image::png(&drawing, args.scale, fonts),
        Kind::Pdf => image::pdf(&drawing, fonts),
        Kind::Dot | Kind::Svg => Ok(drawing.into_bytes()),
    }
}

/// What went wrong, without the remedy that stands behind it.
fn message(error: &DrawError) -> String {
    let told = error.to_string();
    told.strip_suffix(&format!("; {}", error.remedy()))
        .map_or(told.clone(), str::to_owned)
}
