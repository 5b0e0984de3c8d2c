//! Pictures of entities, read from files beside the story and told from what is none.
//!
//! Nothing is decoded: the signature, the size and the end of the file are looked at, so that half a picture is found out before it is drawn.

use super::base64::base64;
use super::documents::bytes_at;
use super::lower::Origins;
use super::open::{Loaded, reason};
use crate::model::EntityId;
use std::collections::BTreeMap;
use std::path::Path;

/// The largest file that is taken, since it becomes part of every drawing and of the page.
const LARGEST: usize = 2 << 20;
/// The longest side in pixels.
const LONGEST: u32 = 4096;

/// A picture of somebody or something, as it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// What sort of file it is: `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
}

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoImage {
    /// What is wrong with the file.
    pub reason: String,
    /// What to do about it.
    pub help: &'static str,
}

/// Somebody or something whose picture is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Who it is, in the story as it was loaded.
    pub entity: EntityId,
    /// Their id, which they keep in a story that is cut.
    pub id: String,
    /// Why there is no picture.
    pub why: NoImage,
}

/// The pictures that a story names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Images {
    read: BTreeMap<String, Image>,
    /// Whose picture is none.
    pub unread: Vec<Unread>,
}

impl Images {
    /// Returns the picture of whoever has that id.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<&Image> {
        self.read.get(id)
    }
}

impl Loaded {
    /// Reads the pictures of everybody and everything.
    #[must_use]
    pub fn read_images(&self) -> Images {
        let mut images = Images::default();
        for entity in self.story.entity_ids() {
            let told = self.story.entity(entity);
            let Some(path) = &told.image else { continue };
            let id = told.id.to_string();
            match self.origins.image(entity, path) {
                Ok(image) => drop(images.read.insert(id, image)),
                Err(why) => images.unread.push(Unread { entity, id, why }),
            }
        }
        images
    }
}

impl Origins {
    /// Reads the picture of an entity, whose path begins in the folder of the file that gives it.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or it is no PNG or JPEG that can be drawn.
    pub fn image(&self, entity: EntityId, path: &str) -> Result<Image, NoImage> {
        if Path::new(path).has_root() {
            return Err(NoImage {
                reason: "its path is absolute".to_owned(),
                help: "give the path from the folder of the story file, so that the two can move together",
            });
        }
        let bytes = bytes_at(&self.folder_of_entity(entity.index()).join(path)).map_err(|error| NoImage {
            reason: reason(&error),
            help: "put the file there, or mend the path: it begins in the folder of the story file",
        })?;
        Image::of(bytes)
    }
}

impl Image {
    /// Takes the bytes of a file for a picture, where they are one.
    ///
    /// ```
    /// use lorescope::load::Image;
    /// assert_eq!(Image::of(b"GIF89a".to_vec()).unwrap_err().reason, "it is neither PNG nor JPEG");
    /// ```
    ///
    /// # Errors
    ///
    /// Where they are no PNG or JPEG, break off, or are too large.
    pub fn of(bytes: Vec<u8>) -> Result<Self, NoImage> {
        let no = |reason: &str, help| NoImage {
            reason: reason.to_owned(),
            help,
        };
        if LARGEST < bytes.len() {
            return Err(no(
                "it is larger than 2 MB",
                "make it smaller: it is shown no larger than a stamp",
            ));
        }
        let (media_type, size) = match bytes.as_slice() {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', chunks @ ..] => ("image/png", png(chunks)),
            [0xFF, 0xD8, 0xFF, ..] => ("image/jpeg", jpeg(&bytes[2..])),
            _ => return Err(no("it is neither PNG nor JPEG", "save it as PNG or JPEG")),
        };
        let Some((width, height)) = size else {
            return Err(no(
                "the file breaks off or is damaged",
                "save it anew from where it comes from",
            ));
        };
        if width == 0 || height == 0 || LONGEST < width.max(height) {
            return Err(no(
                "a side of it has no pixels, or more than 4096",
                "make it smaller: 256 pixels a side are plenty",
            ));
        }
        Ok(Self { media_type, bytes })
    }

    /// Returns the picture as an address that holds all of it, so that what shows it needs no other file.
    ///
    /// ```
    /// let image = lorescope::load::Image { media_type: "image/png", bytes: b"lore".to_vec() };
    /// assert_eq!(image.address(), "data:image/png;base64,bG9yZQ==");
    /// ```
    #[must_use]
    pub fn address(&self) -> String {
        format!("data:{};base64,{}", self.media_type, base64(&self.bytes))
    }
}

/// The sides of a PNG whose chunks all are there; none where one is missing or cut.
fn png(mut chunks: &[u8]) -> Option<(u32, u32)> {
    let mut size = None;
    loop {
        let (length, rest) = chunks.split_first_chunk::<4>()?;
        let (name, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let body = rest.get(..length)?;
        chunks = rest.get(length + 4..)?;
        match name {
            b"IHDR" => {
                let (width, rest) = body.split_first_chunk::<4>()?;
                let (height, _) = rest.split_first_chunk::<4>()?;
                size = Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)));
            }
            b"IEND" => return size,
            _ => {}
        }
    }
}

/// The sides of a JPEG that has an end; none where it breaks off before.
fn jpeg(mut segments: &[u8]) -> Option<(u32, u32)> {
    if !segments.windows(2).any(|pair| pair == [0xFF, 0xD9]) {
        return None;
    }
    loop {
        let [0xFF, marker, rest @ ..] = segments else {
            return None;
        };
        if *marker == 0xFF {
            segments = &segments[1..];
            continue;
        }
        let (length, _) = rest.split_first_chunk::<2>()?;
        let body = rest.get(2..usize::from(u16::from_be_bytes(*length)))?;
        let is_frame = matches!(marker, 0xC0..=0xCF) && ![0xC4, 0xC8, 0xCC].contains(marker);
        if let (true, [_, top, low, left, right, ..]) = (is_frame, body) {
            let side = |high: u8, low: u8| u32::from(u16::from_be_bytes([high, low]));
            return Some((side(*left, *right), side(*top, *low)));
        }
        segments = &rest[body.len() + 2..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of so many pixels a side, with no more than a head and an end.
    fn drawn(side: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend([side.to_be_bytes(), side.to_be_bytes()].concat());
        bytes.extend(b"\x08\0\0\0\0crc!\0\0\0\0IENDcrc!");
        bytes
    }

    #[test]
    fn what_is_no_picture_is_told() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x09\x08\0\x02\0\x03\x01\x01\xff\xd9".to_vec();
        let cases = [
            (drawn(8), None),
            (jpeg.clone(), None),
            (
                jpeg[..jpeg.len() - 1].to_vec(),
                Some("the file breaks off or is damaged"),
            ),
            (drawn(8)[..40].to_vec(), Some("the file breaks off or is damaged")),
            (drawn(0), Some("a side of it has no pixels, or more than 4096")),
            (drawn(5000), Some("a side of it has no pixels, or more than 4096")),
            (b"<svg/>".to_vec(), Some("it is neither PNG nor JPEG")),
            (Vec::new(), Some("it is neither PNG nor JPEG")),
            (vec![0; LARGEST + 1], Some("it is larger than 2 MB")),
        ];
        for (bytes, said) in cases {
            let length = bytes.len();
            let why = Image::of(bytes).err().map(|no| no.reason);
            assert_eq!(why.as_deref(), said, "{length} bytes");
        }
    }
}
