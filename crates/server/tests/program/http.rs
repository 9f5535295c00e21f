//! HTTP by hand: one request, one connection, and an honest error when it breaks half-way.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// An answer that arrived whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    /// The value of a cookie it sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let start = format!("set-cookie: {name}=");
        let line = self.head.lines().find_map(|line| line.strip_prefix(&start))?;
        line.split(';').next().map(str::to_owned)
    }
}

/// Sends a request; an answer that was cut off is an error.
pub fn send(address: &str, head: &str, headers: &[(&str, &str)], body: &str) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_mins(1)))?;
    let mut request =
        format!("{head} HTTP/1.0\r\nhost: {address}\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        request.extend([name, ": ", value, "\r\n"]);
    }
    stream.write_all(format!("{request}\r\n{body}").as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut)?;
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(cut)?;
    let whole = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    if whole.is_some_and(|length| length.parse() != Ok(body.len())) {
        return Err(cut());
    }
    Ok(Answer { status, head: head.to_owned(), body: body.to_owned() })
}

/// Opens a page.
pub fn get(address: &str, path: &str) -> Answer {
    send(address, &format!("GET {path}"), &[], "").unwrap()
}

/// Acts over the API as a browser with this visitor cookie.
pub fn act(address: &str, path: &str, visitor: &str, key: &str, body: &str) -> io::Result<Answer> {
    let cookie = format!("gongdi_visitor={visitor}");
    let headers = [
        ("cookie", cookie.as_str()),
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    send(address, &format!("POST /api/v1{path}"), &headers, body)
}
