//! What can go wrong in drawing, each with its reason and its remedy.

use std::fmt;

/// Why a picture could not be made.
///
/// ```
/// use lorescope::draw::DrawError;
///
/// let text = DrawError::ImagesNotBuiltIn { format: "png" }.to_string();
/// assert!(text.contains("the feature `images`"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrawError {
    /// This build writes no PNG or PDF.
    ImagesNotBuiltIn {
        /// The format asked for.
        format: &'static str,
    },
    /// The SVG could not be read back.
    UnreadableSvg {
        /// What the reader said.
        reason: String,
    },
    /// The image would have no pixels, or more than can be held.
    ImpossibleSize {
        /// The width in pixels.
        width: u64,
        /// The height in pixels.
        height: u64,
    },
    /// The encoder of the image gave up.
    Encoding {
        /// The format asked for.
        format: &'static str,
        /// What the encoder said.
        reason: String,
    },
    /// There is no Graphviz on this machine.
    GraphvizMissing {
        /// The program looked for.
        program: String,
    },
    /// Graphviz could not be run or spoken to.
    GraphvizUnreachable {
        /// What the system said.
        reason: String,
    },
    /// Graphviz refused.
    GraphvizRefused {
        /// Its exit status, where it had one.
        status: Option<i32>,
        /// What it wrote to its error stream.
        stderr: String,
    },
    /// Graphviz drew fewer edges than it was given.
    GraphvizLostEdges {
        /// How many it was given.
        given: usize,
        /// How many came back.
        drawn: usize,
        /// What it wrote to its error stream.
        stderr: String,
    },
}

impl DrawError {
    /// Returns what to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::ImagesNotBuiltIn { .. } => {
                "write .svg or .dot, or build it with the feature `images`, which is on by default"
            }
            Self::UnreadableSvg { .. } | Self::Encoding { .. } => "write .svg, which needs no conversion",
            Self::ImpossibleSize { width: 0, .. } | Self::ImpossibleSize { height: 0, .. } => {
                "ask for a scale above nothing, such as 2"
            }
            Self::ImpossibleSize { .. } => "ask for a smaller scale, or show less with `--around` or `--only`",
            Self::GraphvizMissing { .. } | Self::GraphvizUnreachable { .. } => {
                "install Graphviz, or leave out `--engine graphviz`: the built-in layout needs nothing"
            }
            Self::GraphvizRefused { .. } => "leave out `--engine graphviz`, or try another `--layout`",
            Self::GraphvizLostEdges { .. } => "try `--layout fdp`, or leave out `--engine graphviz`",
        }
    }
}

impl fmt::Display for DrawError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ImagesNotBuiltIn { format } => write!(out, "this build of lore writes no {format}")?,
            Self::UnreadableSvg { reason } => write!(out, "the drawing could not be read back: {reason}")?,
            Self::ImpossibleSize { width, height } => {
                write!(out, "an image of {width} by {height} pixels cannot be made")?;
            }
            Self::Encoding { format, reason } => write!(out, "the {format} could not be encoded: {reason}")?,
            Self::GraphvizMissing { program } => write!(out, "the program `{program}` was not found on the path")?,
            Self::GraphvizUnreachable { reason } => write!(out, "graphviz could not be run: {reason}")?,
            Self::GraphvizRefused { status, stderr } => {
                match status {
                    Some(status) => write!(out, "graphviz ended with status {status}")?,
                    None => write!(out, "graphviz was stopped")?,
                }
                said(out, stderr)?;
            }
            Self::GraphvizLostEdges { given, drawn, stderr } => {
                write!(out, "graphviz drew {drawn} of {given} edges")?;
                said(out, stderr)?;
            }
        }
        write!(out, "; {}", self.remedy())
    }
}

impl std::error::Error for DrawError {}

fn said(out: &mut fmt::Formatter<'_>, stderr: &str) -> fmt::Result {
    match stderr.trim() {
        "" => Ok(()),
        words => write!(out, ", saying `{words}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_tells_reason_and_remedy() {
        let refused = DrawError::GraphvizRefused {
            status: Some(1),
            stderr: "Error: no layout engine\n".to_owned(),
        };
        assert_eq!(
            refused.to_string(),
            "graphviz ended with status 1, saying `Error: no layout engine`; \
             leave out `--engine graphviz`, or try another `--layout`"
        );
        let scaled = |side| DrawError::ImpossibleSize {
            width: side,
            height: side,
        };
        assert!(scaled(0).remedy().contains("above nothing"));
        assert!(scaled(1_000_000).remedy().contains("smaller scale"));
        let missing = DrawError::GraphvizMissing {
            program: "dot".to_owned(),
        };
        assert!(missing.to_string().ends_with(missing.remedy()));
    }
}
