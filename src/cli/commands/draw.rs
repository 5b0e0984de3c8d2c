//! `lore draw`: who stands where, as a picture.

use super::{Context, Exit, Failure};
use crate::cli::moments::{self, Moments};
use crate::cli::pictures::{self, Form, Print, Sheet};
use crate::ask::Asked;
use crate::draw::graphviz::{self, Engine};
use crate::draw::picture::Picture;
use crate::draw::view::{Around, By, Deeds, Faces, Size, Ties, View, picture};
use crate::draw::{self, bundle, dot, layout};
use crate::model::nearest;
use crate::world::World;
use clap::ValueEnum;

/// Draw who stands where as a picture: DOT, SVG, PNG or PDF
///
/// Factions are boxes around their members, the dead are grey with a †, and each relation has its colour and its line.
/// Without `--as-of`, the picture shows the end of the story.
#[derive(Debug, clap::Args)]
#[command(
    mut_arg("output", |arg| arg.help("The file to write; its ending says the form, and without a file DOT goes to standard output")),
    after_help = "Examples:\n  lore draw -o end.svg\n  lore draw --as-of start -o start.png\n  lore draw --around kira --depth 2 -o kira.pdf\n  lore draw --only allied,hostile --by factions -o sides.svg\n  lore draw | dot -Tx11"
)]
pub(crate) struct Args {
    #[command(flatten)]
    sheet: Sheet,
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
    /// Write names larger by this measure
    #[arg(long, value_name = "MEASURE", conflicts_with_all = ["compare", "series"])]
    size: Option<Measure>,
    /// What arranges the picture
    #[arg(long, value_name = "ENGINE", default_value = "built-in")]
    engine: Arranger,
    /// How it is arranged: layered or organic, or by a layout of an installed Graphviz
    #[arg(long, value_name = "LAYOUT", value_parser = clap::builder::PossibleValuesParser::new(OWN.into_iter().chain(Engine::ALL.map(Engine::name))))]
    layout: Option<String>,
    #[command(flatten)]
    moments: Moments,
}

/// The layouts that need no Graphviz: in rows, and on one chart for all moments.
const OWN: [&str; 2] = ["layered", "organic"];

/// What makes a name larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Measure {
    /// How many others they are tied to at the moment
    Degree,
    /// How many shortest ways between others lead through them, in the whole story
    Betweenness,
    /// How many events they have had a part in by then
    Events,
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
    let print = args.sheet.print(if args.moments.frames.is_some() { Form::Svg } else { Form::Dot })?;
    let (world, faces) = if print.form == Form::Dot || args.engine == Arranger::Graphviz {
        (context.world()?, Faces::new())
    } else {
        context.world_and_faces()?
    };
    let view = View { faces, ..view(context, &world, &args)? };
    check_layout(&args)?;
    if let Some(folder) = &args.moments.frames {
        moments::series(context, &world, &view, &args.moments, print, folder)?;
        return Ok(Exit::Done);
    }
    if args.moments.animate {
        let film = moments::film(context, &world, &view, &args.moments, print.form)?;
        args.sheet.target.write(context.output, film.as_bytes())?;
        return Ok(Exit::Done);
    }
    let mut drawn = match args.moments.compare.as_slice() {
        [] => picture(&world, &view),
        typed => draw::moments::labelled(together(moments::compared(context, &world, &view, typed)?, &args)),
    };
    context.say_told_by(&mut drawn.subtitle);
    if let Some(crowding) = drawn.crowding() {
        context
            .output
            .remark(&format!("note: {crowding}; {}", moments::less(&view)));
    }
    let bytes = write(context, &world, &view, &drawn, &args, print)?;
    args.sheet.target.write(context.output, &bytes)?;
    Ok(Exit::Done)
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
        size: match args.size {
            None => Size::Even,
            Some(Measure::Degree) => Size::Degree,
            Some(Measure::Betweenness) => Size::Betweenness,
            Some(Measure::Events) => Size::Events,
        },
        ties: if args.apart { Ties::Apart } else { Ties::Together },
        theme: context.theme(world, &args.sheet.look)?,
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

fn write(context: &Context, world: &World, view: &View, drawn: &Picture, args: &Args, print: Print) -> Result<Vec<u8>, Failure> {
    if print.form == Form::Dot {
        return Ok(dot::write(drawn).into_bytes());
    }
    if args.engine == Arranger::Graphviz {
        return by_graphviz(context, drawn, print.form, args);
    }
    let is_organic = match args.layout.as_deref() {
        Some(layout) => layout == "organic",
        // Two moments share a chart, and in a crowd rows are long to make and hard to read.
        None => !args.moments.compare.is_empty() || drawn.crowding().is_some(),
    };
    let places = if is_organic {
        let chart = draw::moments::chart(world, view, std::slice::from_ref(drawn));
        layout::on_chart(&chart, std::slice::from_ref(drawn)).remove(0)
    } else {
        layout::arrange(drawn)
    };
    pictures::paint(context.output, drawn, &places, print)
}

/// Draws several relations between the same two as one line, unless that is not wanted.
fn together(drawn: Picture, args: &Args) -> Picture {
    if args.apart { drawn } else { bundle::bundled(drawn) }
}

/// Refuses a layout that what arranges the picture does not know, and for a series all but the chart it stands on.
fn check_layout(args: &Args) -> Result<(), Failure> {
    let unmoved = match args.layout.as_deref() {
        _ if args.engine == Arranger::Graphviz => Some("--engine graphviz"),
        Some("layered") => Some("--layout layered"),
        Some(_) | None => None,
    };
    if let Some(typed) = unmoved.filter(|_| args.moments.is_series()) {
        return Err(Failure::told(
            format!("in a series nobody moves but in the story, and `{typed}` arranges each picture anew"),
            format!("leave out `{typed}`, or draw one picture with `-o`"),
        ));
    }
    let Some(layout) = args.layout.as_deref() else { return Ok(()) };
    match (args.engine, OWN.contains(&layout)) {
        (Arranger::BuiltIn, false) => Err(Failure::told(
            format!("`{layout}` is a layout of Graphviz"),
            "add `--engine graphviz`, which needs an installed Graphviz",
        )),
        (Arranger::Graphviz, true) => Err(Failure::told(
            format!("Graphviz knows no layout `{layout}`"),
            "leave out `--engine graphviz`, or name another layout",
        )),
        _ => Ok(()),
    }
}

fn by_graphviz(context: &Context, drawn: &Picture, form: Form, args: &Args) -> Result<Vec<u8>, Failure> {
    let engine = args.layout.as_deref().and_then(Engine::named).unwrap_or_default();
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
