//! Somebody at a terminal: what the prompt shows for the keys that are pressed, and what Bash completes.
//!
//! A test waits for what it is about to see, and never for a time.

use crate::typing::{Folder, SEED, lore};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// A program at a terminal.
struct Terminal {
    keys: File,
    shown: Receiver<Vec<u8>>,
    seen: String,
    child: Child,
}

/// How long to wait before it is said that something will never come.
const NEVER: Duration = Duration::from_mins(1);

impl Terminal {
    fn of(mut command: Command) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("there are terminals");
        grantpt(&master).expect("it is ours");
        unlockpt(&master).expect("it is ours");
        let size = Winsize {
            ws_row: 40,
            ws_col: 100,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&master, size).expect("it has a size");
        let name = ptsname(&master, Vec::new()).expect("it has a name");
        let name = name.into_string().expect("a path");
        let screen = || {
            File::options()
                .read(true)
                .write(true)
                .open(&name)
                .expect("it can be opened")
        };
        command.stdin(screen()).stdout(screen()).stderr(screen());
        command.env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
        let child = command.spawn().expect("the program can be run");
        // Only the program itself holds the screen now, so that its end is seen.
        drop(command);
        let keys = File::from(master);
        let mut screen = keys.try_clone().expect("it can be shared");
        let (send, shown) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = screen.read(&mut bytes) {
                if send.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            keys,
            shown,
            seen: String::new(),
            child,
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("it listens");
    }

    /// Waits until something is shown, and takes all that is shown up to then.
    #[track_caller]
    fn until(&mut self, words: &str) -> String {
        loop {
            if let Some(at) = self.seen.find(words) {
                let rest = self.seen.split_off(at + words.len());
                return std::mem::replace(&mut self.seen, rest);
            }
            match self.shown.recv_timeout(NEVER) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("`{words}` is never shown: {:?}", self.seen)
                }
            }
        }
    }

    /// Waits until keys are read one by one, and the prompt stands.
    #[track_caller]
    fn ready(&mut self, prompt: &str) -> String {
        self.until(READS_KEYS) + &self.until(prompt)
    }

    /// Presses keys that end it, and gives how it ended.
    #[track_caller]
    fn end(mut self, keys: &str) -> i32 {
        self.press(keys);
        loop {
            match self.shown.recv_timeout(NEVER) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end: {:?}", self.seen),
            }
        }
        self.child.wait().expect("it ends").code().expect("by itself")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Of a test that has failed, nobody is left sitting there; one that has ended is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What line editors say when they begin to read keys: that pasted text is to be marked.
const READS_KEYS: &str = "\u{1b}[?2004h";

const PROMPT: &str = "What You Leave Behind> ";
const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";
const UP: &str = "\u{1b}[A";

/// The prompt over the seed's story, in a home of its own.
fn prompt(home: &Folder, words: &[&str]) -> Terminal {
    let home = home.path("");
    Terminal::of(lore(&["-s", SEED]).and(words).with("HOME", home).command())
}

#[test]
fn nothing_typed_but_a_story_is_a_talk_about_it() {
    let home = Folder::new();
    let mut terminal = prompt(&home, &[]);
    let greeting = terminal.ready(PROMPT);
    assert!(
        greeting.contains("events. ") && greeting.contains(":help"),
        "{greeting:?}"
    );
    terminal.press("who killed --of weyoun\r");
    let answer = terminal.until("[5] weyoun-killed");
    assert!(answer.contains("killed Weyoun"), "{answer:?}");
    terminal.ready(PROMPT);
    terminal.press(":as-of surrender\r");
    terminal.ready("What You Leave Behind, as of surrender> ");
    terminal.press("half a li");
    terminal.until("half a li");
    terminal.press(CTRL_C);
    terminal.ready("as of surrender> ");
    terminal.press("show nobody\r");
    terminal.until("called `nobody`");
    terminal.ready("as of surrender> ");
    assert_eq!(terminal.end(CTRL_D), 0, "a talk ends well, whatever was said");
}

#[test]
fn tab_completes_and_lines_are_remembered_by_their_owner_alone() {
    let home = Folder::new();
    let mut terminal = prompt(&home, &["repl"]);
    terminal.ready(PROMPT);
    terminal.press("show Kai W\t");
    terminal.until("show 'Kai Winn' ");
    terminal.press("\r");
    terminal.until("Winn Adami");
    terminal.ready(PROMPT);
    terminal.press(" show odo\r");
    terminal.ready(PROMPT);
    terminal.press("who al\t");
    let choices = terminal.until("allied");
    assert!(choices.contains("alive"), "{choices:?}");
    terminal.press(CTRL_C);
    terminal.ready(PROMPT);
    assert_eq!(terminal.end(CTRL_D), 0);
    let file = home.path(".local/state/lorescope/history");
    let mode = |path: &std::path::Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(file.parent().expect("a folder"))), (0o600, 0o700));
    let lines = String::from_utf8(home.read(".local/state/lorescope/history")).expect("text");
    assert!(
        lines.ends_with("\nshow 'Kai Winn' \n"),
        "a line with a blank in front is not remembered: {lines:?}"
    );
    let mut terminal = prompt(&home, &[]);
    terminal.ready(PROMPT);
    terminal.press(UP);
    terminal.until("show 'Kai Winn' ");
    terminal.press("\r");
    terminal.until("Winn Adami");
    terminal.ready(PROMPT);
    assert_eq!(terminal.end(":quit\r"), 0);
}

#[test]
fn what_cannot_be_remembered_is_no_fault() {
    let home = Folder::new().holding(".local", "a file");
    let mut terminal = prompt(&home, &[]);
    terminal.ready(PROMPT);
    terminal.press("show odo\r");
    let shown = terminal.ready(PROMPT);
    assert!(shown.contains("Odo") && !shown.contains("error"), "{shown:?}");
    assert_eq!(terminal.end(CTRL_D), 0);
    assert_eq!(home.names(), [".local"]);
}

#[test]
fn colour_at_the_prompt_is_for_those_who_want_it() {
    let colours = |mut terminal: Terminal| {
        terminal.ready(PROMPT);
        terminal.press("show odo\r");
        let answer = terminal.until("[1] odo");
        terminal.ready(PROMPT);
        assert_eq!(terminal.end(CTRL_D), 0);
        ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[36m"]
            .iter()
            .any(|colour| answer.contains(colour))
    };
    let home = Folder::new();
    let seed = |words: &[&str], no_color: &str| {
        let typed = lore(&["-s", SEED])
            .and(words)
            .with("HOME", home.path(""))
            .with("NO_COLOR", no_color);
        Terminal::of(typed.command())
    };
    assert!(colours(seed(&[], "")));
    assert!(!colours(seed(&[], "1")));
    assert!(!colours(seed(&["--color", "never"], "")));
    assert!(colours(seed(&["--color", "always"], "1")));
}

#[test]
fn bash_completes_names_of_the_story() {
    let lore = std::path::Path::new(env!("CARGO_BIN_EXE_lore"));
    let folder = lore.parent().expect("it stands in a folder").display().to_string();
    let home = Folder::new();
    let mut bash = Command::new("bash");
    bash.args(["--norc", "--noprofile", "-i"]).env_clear().current_dir(SEED);
    bash.env(
        "PATH",
        format!("{folder}:{}", std::env::var("PATH").unwrap_or_default()),
    );
    bash.env("PS1", "ready> ")
        .env("HOME", home.path(""))
        .env("INPUTRC", "/dev/null");
    let mut terminal = Terminal::of(bash);
    terminal.ready("ready> ");
    terminal.press("source <(lore completions bash)\r");
    terminal.ready("ready> ");
    for (typed, completed) in [
        ("lore show Kai\\ ", "lore show Kai\\ Winn "),
        ("lore show \"Kai W", "lore show \"Kai Winn\" "),
        ("lore who allied --as-of=surrender-", "--as-of=surrender-ordered "),
        ("lore --told-by 3 show weyo", "--told-by 3 show weyoun "),
        ("lore explain returns", "returns-undead "),
        ("lore draw -o ret", "retelling.md "),
        ("lore timel", "lore timeline "),
    ] {
        terminal.press(typed);
        terminal.press("\t");
        terminal.until(completed);
        terminal.press("\u{15}\r");
        terminal.ready("ready> ");
    }
    assert_eq!(terminal.end("exit\r"), 0);
}
