//! An installed Graphviz, for those who want its other layouts; never needed.
//!
//! Its error output is passed on, and the edges that come back are counted, for it can lose some.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use crate::draw::DrawError;

/// A layout of Graphviz.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Engine {
    /// Rows from top to bottom.
    #[default]
    Dot,
    /// Springs.
    Neato,
    /// Springs that keep clusters.
    Fdp,
    /// Springs for large pictures.
    Sfdp,
    /// Rings around a middle.
    Twopi,
    /// Circles.
    Circo,
    /// Clusters as packed boxes.
    Osage,
    /// Clusters as a treemap.
    Patchwork,
}

/// A format Graphviz can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Scalable vector graphics.
    Svg,
    /// Pixels.
    Png,
    /// A printed page.
    Pdf,
}

/// What Graphviz drew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it wrote to its error stream; mostly empty.
    pub stderr: String,
}

impl Engine {
    /// Every layout.
    pub const ALL: [Self; 8] = [
        Self::Dot,
        Self::Neato,
        Self::Fdp,
        Self::Sfdp,
        Self::Twopi,
        Self::Circo,
        Self::Osage,
        Self::Patchwork,
    ];

    /// Returns the name Graphviz knows it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Neato => "neato",
            Self::Fdp => "fdp",
            Self::Sfdp => "sfdp",
            Self::Twopi => "twopi",
            Self::Circo => "circo",
            Self::Osage => "osage",
            Self::Patchwork => "patchwork",
        }
    }

    /// Returns the layout of a name.
    ///
    /// ```
    /// use lorescope::draw::graphviz::Engine;
    ///
    /// assert_eq!(Engine::named("fdp"), Some(Engine::Fdp));
    /// assert_eq!(Engine::named("fd"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
    }

    /// Tells whether the layout draws edges at all.
    fn has_edges(self) -> bool {
        self != Self::Patchwork
    }
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// Draws DOT with the program `dot` from the path.
///
/// # Errors
///
/// Without the program, when it refuses, and when edges are missing from what it drew.
pub fn render(dot: &str, engine: Engine, format: Format) -> Result<Rendered, DrawError> {
    render_with(Path::new("dot"), dot, engine, format)
}

/// Draws DOT with the program at a path.
///
/// # Errors
///
/// As [`render`].
pub fn render_with(program: &Path, dot: &str, engine: Engine, format: Format) -> Result<Rendered, DrawError> {
    let unreachable = |error: std::io::Error| DrawError::GraphvizUnreachable {
        reason: error.to_string(),
    };
    let room = tempfile::tempdir().map_err(unreachable)?;
    let [input, picture, places] = ["picture.dot", "picture.out", "picture.plain"].map(|name| room.path().join(name));
    std::fs::write(&input, dot).map_err(unreachable)?;
    let output = Command::new(program)
        .arg(format!("-K{}", engine.name()))
        .arg(format!("-T{}", format.name()))
        .arg("-o")
        .arg(&picture)
        .arg("-Tplain")
        .arg("-o")
        .arg(&places)
        .arg(&input)
        .output()
        .map_err(|error| {
            if error.kind() == ErrorKind::NotFound {
                let program = program.display().to_string();
                DrawError::GraphvizMissing { program }
            } else {
                unreachable(error)
            }
        })?;
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(DrawError::GraphvizRefused {
            status: output.status.code(),
            stderr,
        });
    }
    let places = std::fs::read(&places).map_err(unreachable)?;
    let (given, drawn) = (edges_given(dot), edges_drawn(&String::from_utf8_lossy(&places)));
    if engine.has_edges() && drawn < given {
        return Err(DrawError::GraphvizLostEdges { given, drawn, stderr });
    }
    let bytes = std::fs::read(&picture).map_err(unreachable)?;
    Ok(Rendered { bytes, stderr })
}

/// Returns how many edges a DOT text of ours has; in it every edge has a line of its own.
fn edges_given(dot: &str) -> usize {
    use graphviz_rust::dot_structures::{Graph, Stmt};

    fn count(statements: &[Stmt]) -> usize {
        statements
            .iter()
            .map(|statement| match statement {
                Stmt::Edge(_) => 1,
                Stmt::Subgraph(inner) => count(&inner.stmts),
                Stmt::Node(_) | Stmt::Attribute(_) | Stmt::GAttribute(_) => 0,
            })
            .sum()
    }
    match graphviz_rust::parse(dot) {
        Ok(Graph::Graph { stmts, .. } | Graph::DiGraph { stmts, .. }) => count(&stmts),
        Err(_) => 0,
    }
}

fn edges_drawn(plain: &str) -> usize {
    plain.lines().filter(|line| line.starts_with("edge ")).count()
}
