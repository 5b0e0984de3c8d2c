//! One who watches `lore watch`: reads what it says on the terminal, asks for its page, and listens for news.

use crate::typing::Typed;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long anything may take on the slowest of machines; nothing is ever waited for that does not come.
const PATIENCE: Duration = Duration::from_mins(5);

/// A watch that goes on.
pub struct Watch {
    child: Child,
    lines: Receiver<String>,
    out: Receiver<String>,
    said: String,
    address: Option<String>,
}

impl Watch {
    pub fn of(typed: Typed) -> Self {
        let mut command = typed.command();
        let pipes = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = pipes.spawn().expect("the program can be run");
        let lines = lines_of(child.stderr.take().expect("it is read"));
        let out = lines_of(child.stdout.take().expect("it is read"));
        Self {
            child,
            lines,
            out,
            said: String::new(),
            address: None,
        }
    }

    /// What the next round came to, in a line.
    #[track_caller]
    pub fn round(&mut self) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|error| panic!("there is no round ({error}):\n{}", self.said));
            self.said.push_str(&line);
            self.said.push('\n');
            if line.starts_with("round ") {
                return line;
            }
        }
    }

    /// All that it has said on the side.
    pub fn said(&mut self) -> String {
        for line in self.lines.try_iter() {
            self.said.push_str(&line);
            self.said.push('\n');
        }
        self.said.clone()
    }

    /// Where its page is.
    pub fn address(&mut self) -> String {
        if self.address.is_none() {
            let line = self.out.recv_timeout(PATIENCE).expect("it says where");
            let address = line
                .strip_prefix("the page is at http://")
                .and_then(|rest| rest.strip_suffix('/'));
            self.address = Some(address.expect("an address").to_owned());
        }
        self.address.clone().expect("it is known")
    }

    /// The page as it is now.
    pub fn page(&mut self) -> String {
        let address = self.address();
        let answer = ask(
            &address,
            format!("GET / HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes(),
        );
        assert_eq!(answer.status, "200 OK");
        answer.body
    }

    /// Listens for news.
    pub fn news(&mut self) -> News {
        let address = self.address();
        let mut stream = TcpStream::connect(&address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("it can be waited for");
        let request = format!("GET /events HTTP/1.1\r\nHost: {address}\r\nAccept: text/event-stream\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it takes it");
        News(BufReader::new(stream))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

/// One who listens for news of the page.
pub struct News(BufReader<TcpStream>);

/// What is told to one who listens.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    /// Which page it is.
    pub page: String,
    /// What is wrong since.
    pub trouble: Option<String>,
}

impl News {
    /// The next news.
    #[track_caller]
    pub fn next(&mut self) -> Told {
        loop {
            let mut line = String::new();
            let read = self.0.read_line(&mut line).expect("there is news");
            assert_ne!(read, 0, "there is no more news");
            if let Some(data) = line.strip_prefix("data: ") {
                let told: Value = serde_json::from_str(data).expect("it is JSON");
                let text = |value: &Value| value.as_str().expect("text").to_owned();
                return Told {
                    page: text(&told["page"]),
                    trouble: told["trouble"]
                        .as_object()
                        .map(|trouble| format!("{}\n{}", text(&trouble["why"]), text(&trouble["said"]))),
                };
            }
        }
    }
}

/// What a server answers.
#[derive(Debug)]
pub struct Answer {
    pub status: String,
    pub head: String,
    pub body: String,
}

/// Sends bytes, and takes the answer whole.
pub fn ask(address: &str, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("it can be waited for");
    // It may have heard enough before it has heard all.
    let _ = stream.write_all(request);
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head.lines().next().and_then(|line| line.strip_prefix("HTTP/1.1 "));
    Answer {
        status: status.expect("a status").to_owned(),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}
