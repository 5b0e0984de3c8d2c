//! The page is served on this machine and to nobody else: its page can be had and news of that, no a file of the disk, and nobody keeps another waiting.

use super::board::Board;
use super::request::{self, Refusal, Request, Wish};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How many may be served at once; a browser asks on six ways at most.
const GUESTS: usize = 64;
/// How long whoever is answered may let a piece of the answer lie.
const PATIENCE: Duration = Duration::from_secs(30);
/// After how long a word is sent to those who wait for news, to see whether they are still there.
const WORD: Duration = Duration::from_secs(15);
/// How long an answer waits for the rest of a request that it does not need, and how much of it is let pass.
const REST: (Duration, usize) = (Duration::from_millis(500), 64 << 10);
/// How long nobody is let in where the system has no more room.
const BREATH: Duration = Duration::from_millis(50);

/// What every answer says of itself: it is for this page alone, and is never kept.
const MANNERS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\nConnection: close\r\n";

/// A place where the page can be had.
#[derive(Debug)]
pub(in crate::cli) struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes a port of this machine; of its own choice where that is 0.
    pub(in crate::cli) fn bind(port: u16) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// Where it is.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers whoever asks, from now on.
    pub(super) fn serve(self, board: Arc<Board>) {
        std::thread::spawn(move || {
            let guests = Arc::new(AtomicUsize::new(0));
            for stream in self.listener.incoming() {
                match stream {
                    Ok(stream) => welcome(stream, self.address, &board, &guests),
                    Err(_) => std::thread::sleep(BREATH),
                }
            }
        });
    }
}

/// One who is served; when it goes, there is room for another.
struct Guest(Arc<AtomicUsize>);

impl Drop for Guest {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Answers one request, beside all others; where there are too many, it is sent away.
fn welcome(stream: TcpStream, address: SocketAddr, board: &Arc<Board>, guests: &Arc<AtomicUsize>) {
    let before = guests.fetch_add(1, Ordering::AcqRel);
    let guest = Guest(Arc::clone(guests));
    if before >= GUESTS {
        return;
    }
    let board = Arc::clone(board);
    let answering = std::thread::Builder::new().name("guest".to_owned());
    let begun = answering.spawn(move || {
        let _guest = guest;
        // Whoever hangs up in the middle has had enough.
        let _ = answer(stream, address, &board);
    });
    if begun.is_err() {
        std::thread::sleep(BREATH);
    }
}

fn answer(mut stream: TcpStream, address: SocketAddr, board: &Board) -> std::io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    match request::read(&mut stream, address) {
        Ok(Request { wish, head }) => give(&mut stream, wish, head, board)?,
        Err(Refusal::Gone) => return Ok(()),
        Err(refusal) => refuse(&mut stream, refusal)?,
    }
    part(stream)
}

fn give(stream: &mut TcpStream, wish: Wish, head: bool, board: &Board) -> std::io::Result<()> {
    match wish {
        Wish::Page => {
            let shown = board.shown();
            send(
                stream,
                "200 OK",
                "text/html; charset=utf-8",
                &shown.policy,
                &shown.page,
                head,
            )
        }
        Wish::Icon => send(stream, "204 No Content", "image/x-icon", NOTHING, "", head),
        Wish::News if head => send(stream, "200 OK", EVENTS, NOTHING, "", head),
        Wish::News => tell(stream, board),
    }
}

/// The policy of what is no page.
const NOTHING: &str = "default-src 'none'";
/// How news is written.
const EVENTS: &str = "text/event-stream";

fn refuse(stream: &mut TcpStream, refusal: Refusal) -> std::io::Result<()> {
    let status = refusal.status();
    let body = format!("{status}\n");
    send(stream, status, "text/plain; charset=utf-8", NOTHING, &body, false)
}

fn send(stream: &mut TcpStream, status: &str, kind: &str, policy: &str, body: &str, head: bool) -> std::io::Result<()> {
    let length = body.len();
    let allow = if status.starts_with("405") {
        "Allow: GET, HEAD\r\n"
    } else {
        ""
    };
    let first = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nContent-Security-Policy: {policy}\r\n{allow}{MANNERS}\r\n"
    );
    stream.write_all(first.as_bytes())?;
    if !head {
        stream.write_all(body.as_bytes())?;
    }
    stream.flush()
}

/// Tells what is shown, and whatever is shown next, as long as somebody listens.
fn tell(stream: &mut TcpStream, board: &Board) -> std::io::Result<()> {
    let first = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {EVENTS}\r\nContent-Security-Policy: {NOTHING}\r\n{MANNERS}\r\nretry: 1000\n\n"
    );
    stream.write_all(first.as_bytes())?;
    let mut shown = board.shown();
    loop {
        stream.write_all(format!("data: {}\n\n", shown.news).as_bytes())?;
        shown = loop {
            if let Some(next) = board.after(&shown, WORD) {
                break next;
            }
            stream.write_all(b": all is as it was\n\n")?;
        };
    }
}

/// Ends a connection so that the answer arrives: what is closed with something unread in it is torn down at once.
fn part(mut stream: TcpStream) -> std::io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let (patience, most) = REST;
    stream.set_read_timeout(Some(patience))?;
    let mut piece = [0; 4096];
    let mut passed = 0;
    while passed < most {
        match stream.read(&mut piece)? {
            0 => break,
            count => passed += count,
        }
    }
    Ok(())
}
