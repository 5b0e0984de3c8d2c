//! The pictures that a story gives of its people and things, read where they stand beside it.
//!
//! Only what begins as a picture of one of the common forms is one: whatever else a path leads to, the bytes of it go nowhere.

use super::documents::bytes_at;
use super::lower::Origins;
use super::open::{Loaded, reason};
use std::path::Path;

/// The most that a picture may hold, in bytes: it stands in a file that holds many.
const LARGEST: usize = 1 << 20;

/// A picture of somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portrait {
    /// The id of whom it shows.
    pub of: String,
    /// What it is, as the web says it: `image/png`.
    pub form: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The forms of pictures, by how they begin.
const FORMS: [(&[u8], &str); 4] = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
];

impl Loaded {
    /// Reads the pictures of everybody and everything; what cannot be read, or is no picture, is told of in a line each.
    pub fn read_portraits(&mut self) -> Vec<String> {
        let mut portraits = Vec::new();
        let mut unread = Vec::new();
        for (nth, entity) in self.story.entities.iter().enumerate() {
            let Some(named) = &entity.image else { continue };
            match portrait(self.origins.folder_of_entity(nth), named) {
                Ok((form, bytes)) => portraits.push(Portrait {
                    of: entity.id.to_string(),
                    form,
                    bytes,
                }),
                Err(why) => unread.push(format!("note: the picture of `{}` is left out: {why}", entity.id)),
            }
        }
        unread.sort();
        self.origins.portraits = portraits;
        unread
    }
}

impl Origins {
    /// The pictures that were read.
    #[must_use]
    pub fn portraits(&self) -> &[Portrait] {
        &self.portraits
    }
}

fn portrait(folder: &Path, named: &str) -> Result<(&'static str, Vec<u8>), String> {
    if Path::new(named).has_root() {
        return Err("its path is absolute; give the path from the folder of the story file".to_owned());
    }
    let bytes = bytes_at(&folder.join(named)).map_err(|error| reason(&error))?;
    if LARGEST < bytes.len() {
        return Err("it is larger than 1 MB".to_owned());
    }
    match form(&bytes) {
        Some(form) => Ok((form, bytes)),
        None => Err("it is neither PNG, JPEG, GIF nor WebP".to_owned()),
    }
}

fn form(bytes: &[u8]) -> Option<&'static str> {
    let form = FORMS.iter().find(|(begins, _)| bytes.starts_with(begins))?.1;
    // Sounds begin as this form of picture does, and say what they are four bytes later.
    (form != "image/webp" || bytes.get(8..12) == Some(b"WEBP")).then_some(form)
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn a_picture_is_known_by_how_it_begins() {
        for (bytes, is) in [
            (&b"\x89PNG\r\n\x1a\nmore"[..], Some("image/png")),
            (b"\xff\xd8\xff\xe0", Some("image/jpeg")),
            (b"GIF89a", Some("image/gif")),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"RIFF\0\0\0\0WAVE", None),
            (b"<svg onload=\"alert(1)\"/>", None),
            (b"root:x:0:0", None),
            (b"", None),
        ] {
            assert_eq!(form(bytes), is, "{bytes:?}");
        }
    }
}
