//! SVG becomes pixels or a printed page, with the font out of the binary.
//!
//! Nothing is read from the machine unless [`Fonts::System`] asks for its fonts; without it the same
//! SVG gives the same bytes everywhere. A build without the feature `images` has the same functions,
//! which say what to do instead.

use crate::draw::DrawError;

/// Which fonts may be used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fonts {
    /// The one in the binary, the same everywhere.
    #[default]
    Embedded,
    /// Those of the machine too, for letters the one in the binary lacks.
    System,
}

/// Returns an SVG as PNG, so many pixels to each of its own.
///
/// # Errors
///
/// Without the feature `images`, with an SVG that cannot be read, and with an impossible size.
pub fn png(svg: &str, scale: f64, fonts: Fonts) -> Result<Vec<u8>, DrawError> {
    build::png(svg, scale, fonts)
}

/// Returns an SVG as PDF of one page; its words can be selected and searched.
///
/// # Errors
///
/// Without the feature `images`, and with an SVG that cannot be read.
pub fn pdf(svg: &str, fonts: Fonts) -> Result<Vec<u8>, DrawError> {
    build::pdf(svg, fonts)
}

#[cfg(not(feature = "images"))]
mod build {
    use super::{DrawError, Fonts};

    pub(super) fn png(_svg: &str, _scale: f64, _fonts: Fonts) -> Result<Vec<u8>, DrawError> {
        Err(DrawError::ImagesNotBuiltIn { format: "png" })
    }

    pub(super) fn pdf(_svg: &str, _fonts: Fonts) -> Result<Vec<u8>, DrawError> {
        Err(DrawError::ImagesNotBuiltIn { format: "pdf" })
    }
}

#[cfg(feature = "images")]
mod build {
    use std::sync::Arc;

    use krilla_svg::{SurfaceExt, SvgSettings};
    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::{Options, Tree, fontdb};

    use super::{DrawError, Fonts};

    /// More pixels than this take more memory than a picture is worth.
    const MOST_PIXELS: f64 = 200_000_000.0;

    pub(super) fn png(svg: &str, scale: f64, fonts: Fonts) -> Result<Vec<u8>, DrawError> {
        let tree = read(svg, fonts)?;
        let side = |length: f32| (f64::from(length) * scale).ceil();
        let (width, height) = (side(tree.size().width()), side(tree.size().height()));
        let impossible = DrawError::ImpossibleSize {
            width: pixels(width),
            height: pixels(height),
        };
        if !(0.0 < width * height && width * height <= MOST_PIXELS) {
            return Err(impossible);
        }
        let sides = (u32::try_from(pixels(width)), u32::try_from(pixels(height)));
        let (Ok(columns), Ok(rows)) = sides else {
            return Err(impossible);
        };
        let mut pixmap = Pixmap::new(columns, rows).ok_or(impossible)?;
        #[expect(clippy::cast_possible_truncation, reason = "a scale needs no more than f32 holds")]
        let scale = scale as f32;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        pixmap.encode_png().map_err(|error| DrawError::Encoding {
            format: "png",
            reason: error.to_string(),
        })
    }

    pub(super) fn pdf(svg: &str, fonts: Fonts) -> Result<Vec<u8>, DrawError> {
        let failed = |reason: String| DrawError::Encoding { format: "pdf", reason };
        let tree = read(svg, fonts)?;
        let size = krilla::geom::Size::from_wh(tree.size().width(), tree.size().height())
            .ok_or_else(|| failed("the page would have no size".to_owned()))?;
        let settings = krilla::page::PageSettings::from_wh(size.width(), size.height())
            .ok_or_else(|| failed("the page would have no size".to_owned()))?;
        let mut document = krilla::Document::new();
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        surface
            .draw_svg(&tree, size, SvgSettings::default())
            .ok_or_else(|| failed("the drawing could not be placed".to_owned()))?;
        surface.finish();
        page.finish();
        document.finish().map_err(|error| failed(format!("{error:?}")))
    }

    fn read(svg: &str, fonts: Fonts) -> Result<Tree, DrawError> {
        let mut known = fontdb::Database::new();
        known.load_font_data(dejavu::sans::regular().to_vec());
        known.load_font_data(dejavu::sans::bold().to_vec());
        known.set_sans_serif_family("DejaVu Sans");
        match fonts {
            Fonts::Embedded => {}
            Fonts::System => known.load_system_fonts(),
        }
        let options = Options {
            fontdb: Arc::new(known),
            ..Options::default()
        };
        Tree::from_str(svg, &options).map_err(|error| DrawError::UnreadableSvg {
            reason: error.to_string(),
        })
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float that is too large becomes the largest number"
    )]
    fn pixels(side: f64) -> u64 {
        side as u64
    }
}
