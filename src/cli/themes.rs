//! How pictures are to look: a theme by name, or from a file, asked for or settled in `lore.toml`.

use super::{Context, Failure};
use crate::diag::{Files, did_you_mean};
use crate::draw::theme::{Names, Theme};
use crate::load::{self, Settings};
use crate::world::World;
use std::path::{Path, PathBuf};

impl Context {
    /// The theme that is asked for, or else the one that the `lore.toml` beside the story names, or else the light one.
    pub(super) fn theme(&self, world: &World, asked: Option<&str>) -> Result<Theme, Failure> {
        if let Some(asked) = asked {
            return self.theme_called(world, asked, Path::new(""));
        }
        let Some(folder) = self.folder()? else {
            return Ok(Theme::light());
        };
        let mut files = Files::default();
        let (settings, findings) = Settings::beside(&folder, &mut files);
        if !findings.is_empty() {
            self.output.findings(&findings, &files, self.options.format)?;
            return Err(Failure::Findings);
        }
        match settings.theme {
            Some(name) => self.theme_called(world, &name, &folder),
            None => Ok(Theme::light()),
        }
    }

    /// The folder of the first file of the story; none where it is read from standard input.
    pub(super) fn folder(&self) -> Result<Option<PathBuf>, Failure> {
        let first = self.wish()?.paths.into_iter().next();
        let first = first.filter(|path| path != Path::new("-"));
        Ok(first.map(|path| path.parent().map(Path::to_owned).unwrap_or_default()))
    }

    /// The theme of a name, or from a file whose path begins in a folder.
    fn theme_called(&self, world: &World, name: &str, folder: &Path) -> Result<Theme, Failure> {
        if let Some(theme) = Theme::named(name) {
            return Ok(theme);
        }
        let path = folder.join(name);
        let text = load::text_of(&path).map_err(|why| {
            let ready: Vec<String> = Theme::ready().into_iter().map(|theme| theme.name).collect();
            let help = did_you_mean(name, ready.iter().map(String::as_str));
            let help = help.unwrap_or_else(|| format!("name a file, or one of `{}`", ready.join("`, `")));
            Failure::told(format!("cannot read the theme `{}`: {why}", path.display()), help)
        })?;
        let mut files = Files::default();
        let names = match self.options.told_by {
            Some(_) => Names::SomeUntold,
            None => Names::All,
        };
        let (theme, findings) = Theme::parse(&mut files, path.display().to_string(), &text, world, names);
        if findings.is_empty() {
            return Ok(theme);
        }
        self.output.findings(&findings, &files, self.options.format)?;
        Err(Failure::Findings)
    }
}
