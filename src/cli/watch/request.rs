//! What a browser asks for: read with an end to its length and to its patience, and held against what there is to give.
//!
//! A page of somebody else's can make a browser ask here under a name of its own choosing, so only requests to the address itself are answered.

use std::io::{ErrorKind, Read};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// As long as a request may be; a browser's is a tenth of that.
const LONGEST: usize = 16 << 10;
/// As many headers as it may have.
const HEADERS: usize = 100;
/// How long whoever asks may take to do so.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request that can be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) wish: Wish,
    /// Whether only the head of the answer is wanted.
    pub(super) head: bool,
}

/// What there is to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// The page.
    Page,
    /// News of it, as long as whoever asks stays.
    News,
    /// The little picture that browsers ask for unasked; there is none.
    Icon,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Whoever asked has gone, and hears nothing any more.
    Gone,
    /// It took too long.
    TooSlow,
    /// It is too long.
    TooLong,
    /// It is no request.
    Unreadable,
    /// It is for somebody of another name.
    NotHere,
    /// It wants something changed.
    NotToRead,
    /// There is nothing of that name.
    NoSuch,
}

impl Refusal {
    /// The status that says so.
    pub(super) fn status(self) -> &'static str {
        match self {
            Self::Gone | Self::Unreadable => "400 Bad Request",
            Self::TooSlow => "408 Request Timeout",
            Self::TooLong => "431 Request Header Fields Too Large",
            Self::NotHere => "421 Misdirected Request",
            Self::NotToRead => "405 Method Not Allowed",
            Self::NoSuch => "404 Not Found",
        }
    }
}

/// Reads a request that was sent to an address.
pub(super) fn read(stream: &mut TcpStream, address: SocketAddr) -> Result<Request, Refusal> {
    let until = Instant::now() + PATIENCE;
    let mut bytes = Vec::new();
    let mut piece = [0; 2048];
    loop {
        if let Some(read) = parse(&bytes, address) {
            return read;
        }
        if bytes.len() >= LONGEST {
            return Err(Refusal::TooLong);
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Refusal::TooSlow);
        }
        stream.set_read_timeout(Some(left)).map_err(|_| Refusal::Gone)?;
        match stream.read(&mut piece) {
            Ok(0) => return Err(Refusal::Gone),
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()) => {
                return Err(Refusal::TooSlow);
            }
            Err(_) => return Err(Refusal::Gone),
        }
    }
}

/// What the bytes so far ask for; nothing while there must be more of them.
fn parse(bytes: &[u8], address: SocketAddr) -> Option<Result<Request, Refusal>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(bytes) {
        Ok(httparse::Status::Complete(_)) => Some(judge(&request, address)),
        Ok(httparse::Status::Partial) => None,
        Err(httparse::Error::TooManyHeaders) => Some(Err(Refusal::TooLong)),
        Err(_) => Some(Err(Refusal::Unreadable)),
    }
}

fn judge(request: &httparse::Request<'_, '_>, address: SocketAddr) -> Result<Request, Refusal> {
    let mut hosts = request
        .headers
        .iter()
        .filter(|header| header.name.eq_ignore_ascii_case("host"));
    let host = hosts.next().ok_or(Refusal::NotHere)?;
    if hosts.next().is_some() || !is_own(host.value, address) {
        return Err(Refusal::NotHere);
    }
    let head = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        Some(_) | None => return Err(Refusal::NotToRead),
    };
    let path = request.path.unwrap_or_default();
    let wish = match path.split('?').next().unwrap_or_default() {
        "/" => Wish::Page,
        "/events" => Wish::News,
        "/favicon.ico" => Wish::Icon,
        _ => return Err(Refusal::NoSuch),
    };
    Ok(Request { wish, head })
}

/// Whether a name is one that only this machine gives to this address.
fn is_own(host: &[u8], address: SocketAddr) -> bool {
    let named = |name: &str| host.eq_ignore_ascii_case(name.as_bytes());
    let port = address.port();
    [address.ip().to_string(), "localhost".to_owned()]
        .iter()
        .any(|name| named(&format!("{name}:{port}")) || port == 80 && named(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is made of a request, `@` standing for the address.
    fn asked(text: &str) -> Option<Result<Request, Refusal>> {
        let address = SocketAddr::from(([127, 0, 0, 1], 4127));
        parse(text.replace('@', "127.0.0.1:4127").as_bytes(), address)
    }

    fn page(head: bool) -> Request {
        Request { wish: Wish::Page, head }
    }

    #[test]
    fn what_there_is_can_be_asked_for_under_its_own_address() {
        for (text, wish) in [
            ("GET / HTTP/1.1\r\nHost: @\r\n\r\n", Wish::Page),
            ("GET / HTTP/1.0\nHost: @\n\n", Wish::Page),
            (
                "GET /?t=3 HTTP/1.1\r\nhost:   localhost:4127  \r\nCookie: a\r\n\r\n",
                Wish::Page,
            ),
            ("GET /? HTTP/1.1\r\nHOST: LocalHost:4127\r\n\r\n", Wish::Page),
            ("GET /events HTTP/1.1\r\nHost: @\r\n\r\n", Wish::News),
            ("GET /favicon.ico HTTP/1.1\r\nHost: @\r\n\r\n", Wish::Icon),
        ] {
            assert_eq!(asked(text), Some(Ok(Request { wish, head: false })), "{text}");
        }
        assert_eq!(asked("HEAD / HTTP/1.1\r\nHost: @\r\n\r\n"), Some(Ok(page(true))));
    }

    #[test]
    fn anything_else_is_refused() {
        let many = "a: b\r\n".repeat(HEADERS + 1);
        let many = format!("GET / HTTP/1.1\r\n{many}\r\n");
        for (text, refusal) in [
            ("GET / HTTP/1.1\r\n\r\n", Refusal::NotHere),
            ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", Refusal::NotHere),
            ("GET / HTTP/1.1\r\nHost: evil.example:4127\r\n\r\n", Refusal::NotHere),
            ("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", Refusal::NotHere),
            ("GET / HTTP/1.1\r\nHost: 127.0.0.1:4128\r\n\r\n", Refusal::NotHere),
            ("GET / HTTP/1.1\r\nHost: @.evil.example\r\n\r\n", Refusal::NotHere),
            (
                "GET / HTTP/1.1\r\nHost: @\r\nHost: evil.example\r\n\r\n",
                Refusal::NotHere,
            ),
            ("GET / HTTP/1.1\r\nHost: \u{ff}\r\n\r\n", Refusal::NotHere),
            (
                "POST / HTTP/1.1\r\nHost: @\r\nContent-Length: 1\r\n\r\na",
                Refusal::NotToRead,
            ),
            ("OPTIONS * HTTP/1.1\r\nHost: @\r\n\r\n", Refusal::NotToRead),
            ("CONNECT @ HTTP/1.1\r\nHost: @\r\n\r\n", Refusal::NotToRead),
            ("GET http://@/ HTTP/1.1\r\nHost: @\r\n\r\n", Refusal::NoSuch),
            ("GET /../../etc/passwd HTTP/1.1\r\nHost: @\r\n\r\n", Refusal::NoSuch),
            ("GET //evil.example/ HTTP/1.1\r\nHost: @\r\n\r\n", Refusal::NoSuch),
            ("GET /story.lore HTTP/1.1\r\nHost: @\r\n\r\n", Refusal::NoSuch),
            ("GET /%2f HTTP/1.1\r\nHost: @\r\n\r\n", Refusal::NoSuch),
            ("GET /\r\nHost: @\r\n\r\n", Refusal::Unreadable),
            ("\u{16}\u{3}\u{1}", Refusal::Unreadable),
            ("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", Refusal::Unreadable),
            ("GET / HTTP/1.1\r\nHost\r\n\r\n", Refusal::Unreadable),
            (&many, Refusal::TooLong),
        ] {
            assert_eq!(asked(text), Some(Err(refusal)), "{text}");
        }
    }

    #[test]
    fn half_a_request_is_waited_for() {
        let whole = "GET / HTTP/1.1\r\nHost: @\r\n\r\n";
        let ends = (0..whole.len()).filter(|&end| !whole[..end].ends_with('@'));
        for end in ends {
            assert_eq!(asked(&whole[..end]), None, "{end}");
        }
    }
}
