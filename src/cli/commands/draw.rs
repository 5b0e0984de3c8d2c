//! `lore draw`: who stands where, as a picture.

use super::{Context, Exit, Failure};
use crate::cli::pictures::{self, Form};
use crate::ask::Asked;
use crate::draw::graphviz::{self, Engine};
use crate::draw::image::Fonts;
use crate::draw::picture::Picture;
use crate::draw::view::{Around, By, Deeds, Ties, View, picture};
use crate::draw::{dot, layout};
use crate::model::nearest;
use crate::world::World;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// Draw who stands where as a picture: DOT, SVG, PNG or PDF
///
/// Factions are boxes around their members, the dead are grey with a †, and each relation has its colour and its line.
/// Without `--as-of`, the picture shows the end of the story.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that people type")]
#[command(
    after_help = "Examples:\n  lore draw -o end.svg\n  lore draw --as-of start -o start.png\n  lore draw --around kira --depth 2 -o kira.pdf\n  lore draw --only allied,hostile --by factions -o sides.svg\n  lore draw | dot -Tx11"
)]
pub(crate) struct Args {
    /// The file to write; its ending says the form, and without a file DOT goes to standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// The form, where no ending says it
    #[arg(long, value_name = "FORM")]
    form: Option<Form>,
    /// Only the circle around this one
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// How many steps the circle reaches
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,
    /// Only these relations
    #[arg(long, value_name = "RELATION", value_delimiter = ',')]
    only: Vec<String>,
    /// Show events as nodes too
    #[arg(long)]
    events: bool,
    /// What stands for a faction
    #[arg(long, value_name = "WHAT", default_value = "members")]
    by: Standing,
    /// Draw several relations between the same two as lines of their own, not as one
    #[arg(long)]
    apart: bool,
    /// How it looks: `light`, `dark`, `print` or `high-contrast`, or a file of its own [default: what `lore.toml` says, or light]
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
    /// Light lines on a dark ground, as `--theme dark`
    #[arg(long, conflicts_with = "theme")]
    dark: bool,
    /// Pixels of a PNG to each of the picture's own
    #[arg(long, value_name = "FACTOR", default_value_t = 2.0)]
    scale: f64,
    /// Use this machine's fonts too, for letters that the built-in one lacks
    #[arg(long)]
    system_fonts: bool,
    /// What arranges the picture
    #[arg(long, value_name = "ENGINE", default_value = "built-in")]
    engine: Arranger,
    /// The layout of an installed Graphviz
    #[arg(long, value_name = "LAYOUT", default_value = "dot", value_parser = clap::builder::PossibleValuesParser::new(Engine::ALL.map(Engine::name)))]
    layout: String,
}

/// What stands for a faction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Standing {
    /// A box around its members
    Members,
    /// One node, and nobody else
    Factions,
}

/// What arranges a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Arranger {
    /// Lorescope itself, with nothing else installed
    BuiltIn,
    /// The program `dot` of an installed Graphviz
    Graphviz,
}

/// Draws the picture and writes it.
pub(super) fn run(context: &Context, args: Args) -> Result<Exit, Failure> {
    let form = form(&args)?;
    let world = context.world()?;
    let mut drawn = picture(&world, &view(context, &world, &args)?);
    if let Some(place) = &context.options.told_by {
        drawn.subtitle.push_str(&format!(", as told by {place}"));
    }
    if let Some(crowding) = drawn.crowding() {
        context.output.remark(&format!("note: {crowding}"));
    }
    let bytes = write(context, &drawn, form, &args)?;
    context.output.file(args.output.as_deref().unwrap_or(Path::new("-")), &bytes)?;
    Ok(Exit::Done)
}

/// The form that is asked for by name, by the ending of the file, or by neither.
fn form(args: &Args) -> Result<Form, Failure> {
    match args.output.as_deref().filter(|path| *path != Path::new("-") && args.form.is_none()) {
        Some(path) => Form::of_ending(path, ", or say `--form`"),
        None => Ok(args.form.unwrap_or(Form::Dot)),
    }
}

fn view(context: &Context, world: &World, args: &Args) -> Result<View, Failure> {
    let asked: Asked = context.asked(Vec::new());
    let as_of = asked.as_of(world)?.unwrap_or_else(|| world.end());
    let around = match &args.around {
        Some(typed) => Some(Around { who: world.find_entity(typed)?, depth: args.depth }),
        None => None,
    };
    let only = args.only.iter().map(|word| relation(world, word)).collect::<Result<_, _>>()?;
    Ok(View {
        around,
        only,
        deeds: if args.events { Deeds::Shown } else { Deeds::Left },
        by: match args.by {
            Standing::Members => By::Members,
            Standing::Factions => By::Factions,
        },
        ties: if args.apart { Ties::Apart } else { Ties::Together },
        theme: context.theme(world, args.theme.as_deref().or(args.dark.then_some("dark")))?,
        ..View::at(as_of)
    })
}

fn relation(world: &World, word: &str) -> Result<crate::model::RelationId, Failure> {
    world.vocabulary.relation_by_word(word).ok_or_else(|| {
        let known = world.vocabulary.relations.iter().map(|relation| relation.name.as_str());
        let help = match nearest(word, known).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`lore list relations` shows them".to_owned(),
        };
        Failure::told(format!("there is no relation `{word}`"), help)
    })
}

fn write(context: &Context, drawn: &Picture, form: Form, args: &Args) -> Result<Vec<u8>, Failure> {
    if form == Form::Dot {
        return Ok(dot::write(drawn).into_bytes());
    }
    if args.engine == Arranger::Graphviz {
        return by_graphviz(context, drawn, form, args);
    }
    let fonts = if args.system_fonts { Fonts::System } else { Fonts::Embedded };
    pictures::paint(context.output, drawn, &layout::arrange(drawn), form, args.scale, fonts)
}

fn by_graphviz(context: &Context, drawn: &Picture, form: Form, args: &Args) -> Result<Vec<u8>, Failure> {
    let engine = Engine::named(&args.layout).unwrap_or_default();
    let format = match form {
        Form::Png => graphviz::Format::Png,
        Form::Pdf => graphviz::Format::Pdf,
        Form::Svg | Form::Dot => graphviz::Format::Svg,
    };
    let rendered = graphviz::render(&dot::write(drawn), engine, format)?;
    if !rendered.stderr.trim().is_empty() {
        context.output.remark(rendered.stderr.trim_end());
    }
    Ok(rendered.bytes)
}
