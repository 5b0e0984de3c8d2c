//! The commands: each is one file whose `Args` say its help and whose `run` does it, and one row of this table.

#![allow(
    clippy::needless_pass_by_value,
    reason = "every command has the same shape, and its arguments are its own"
)]

use super::context::Context;
use super::options::{self, Shared};
use super::{Exit, Failure};

macro_rules! commands {
    ($($(#[$attribute:meta])* $variant:ident = $module:ident takes [$($option:ident),*];)*) => {
        $(mod $module;)*

        /// Every command there is.
        #[derive(Debug, clap::Subcommand)]
        pub(super) enum Command {
            $($(#[$attribute])* $variant($module::Args),)*
        }

        /// What each of them takes of the options that commands share.
        pub(super) const TAKES: &[(&str, &[Shared])] = &[$((stringify!($module), &[$(Shared::$option),*]),)*];

        impl Command {
            /// What is typed for it.
            pub(super) fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => stringify!($module),)*
                }
            }

            /// Does what was asked.
            pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
                options::admit(context, self.name())?;
                match self {
                    $(Self::$variant(args) => $module::run(context, args),)*
                }
            }
        }
    };
}

commands! {
    New = new takes [];
    Check = check takes [Story, AccordingTo, Format];
    Explain = explain takes [Format];
    List = list takes [Story, ToldBy, AccordingTo, Explain, Format];
    Ask = ask takes [Story, ToldBy, AccordingTo, Explain, Format];
    Who = who takes [Story, Moment, ToldBy, Through, AccordingTo, Explain, Format];
    Show = show takes [Story, Moment, ToldBy, Through, AccordingTo, Explain, Format];
    Timeline = timeline takes [Story, Moment, ToldBy, AccordingTo, Explain, Format];
    Path = path takes [Story, Moment, ToldBy, Through, AccordingTo, Explain, Format];
    Diff = diff takes [Story, ToldBy, AccordingTo, Explain, Format];
    Why = why takes [Story, Moment, ToldBy, AccordingTo, Explain, Format];
    Stats = stats takes [Story, Moment, ToldBy, AccordingTo, Explain, Format];
    Query = query takes [Story, ToldBy, AccordingTo, Format];
    Draw = draw takes [Story, Moment, ToldBy, AccordingTo];
    Storyline = storyline takes [Story, Moment, ToldBy, AccordingTo, Format];
    Page = page takes [Story, Moment, ToldBy, AccordingTo];
    Export = export takes [Story, Moment, ToldBy, AccordingTo];
    Convert = convert takes [Story];
    Fmt = fmt takes [Story];
    Schema = schema takes [];
    Watch = watch takes [Story, Moment, ToldBy, AccordingTo];
    Repl = repl takes [Story, Moment, ToldBy, Through, AccordingTo, Explain, Format];
    Completions = completions takes [];
    Man = man takes [];
    #[command(hide = true)]
    Complete = complete takes [Story, Moment, ToldBy, Through, AccordingTo, Explain, Format];
}
