//! How pictures are to look: a theme by name, or from a file, asked for or settled in `lore.toml`.

use super::{Context, Failure};
use crate::diag::{Files, did_you_mean};
use crate::draw::theme::{Names, Theme};
use crate::load::{self, Settings};
use crate::world::World;
use std::path::{Path, PathBuf};

/// How a picture is to look.
#[derive(Debug, clap::Args)]
pub(super) struct Look {
    /// How it looks: `light`, `dark`, `print` or `high-contrast`, or a file of its own [default: what `lore.toml` says, or light]
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
    /// Light lines on a dark ground, as `--theme dark`
    #[arg(long, conflicts_with = "theme")]
    dark: bool,
}

impl Look {
    /// The name of the theme that is asked for; none where nothing is said of it.
    pub(super) fn asked(&self) -> Option<&str> {
        self.theme.as_deref().or(self.dark.then_some("dark"))
    }
}

impl Context {
    /// The theme that is asked for, or else the one that the `lore.toml` beside the story names, or else the light one.
    pub(super) fn theme(&self, world: &World, look: &Look) -> Result<Theme, Failure> {
        if let Some(asked) = look.asked() {
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
