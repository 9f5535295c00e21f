//! 客户端 — HTTP/1.1 over one kept-alive connection, as light as it can be: the client shares the machine.

use std::io::ErrorKind;
use std::net::SocketAddr;

use tokio::net::TcpStream;

use crate::Outcome;

/// One connection.
#[derive(Debug)]
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// What one look at the socket takes.
    piece: Box<[u8]>,
    /// Where the body begins.
    body: usize,
}

impl Client {
    pub async fn open(at: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(at).await?;
        stream.set_nodelay(true)?;
        let (buffer, piece) = (Vec::with_capacity(64 * 1024), vec![0; 64 * 1024]);
        Ok(Self { stream, buffer, piece: piece.into_boxed_slice(), body: 0 })
    }

    /// Sends a request and reads the whole answer; gives its status.
    pub async fn ask(&mut self, request: &[u8]) -> Outcome<u16> {
        let mut rest = request;
        while !rest.is_empty() {
            self.stream.writable().await?;
            match self.stream.try_write(rest) {
                Ok(sent) => rest = rest.get(sent..).unwrap_or_default(),
                Err(wait) if wait.kind() == ErrorKind::WouldBlock => {}
                Err(cause) => return Err(cause.into()),
            }
        }
        self.buffer.clear();
        self.body = 0;
        let mut whole = usize::MAX;
        while self.buffer.len() < whole {
            self.receive().await?;
            if self.body == 0
                && let Some(end) = self.buffer.windows(4).position(|w| w == b"\r\n\r\n")
            {
                self.body = end + 4;
                let length = self.header("content-length").ok_or("an answer without a length")?;
                whole = self.body + length.parse::<usize>()?;
            }
        }
        let status = self.head().split(' ').nth(1).ok_or("an answer without a status")?;
        Ok(status.parse()?)
    }

    async fn receive(&mut self) -> Outcome {
        loop {
            self.stream.readable().await?;
            match self.stream.try_read(&mut self.piece) {
                Ok(0) => return Err("the server hung up".into()),
                Ok(got) => {
                    self.buffer.extend_from_slice(self.piece.get(..got).unwrap_or_default());
                    return Ok(());
                }
                Err(wait) if wait.kind() == ErrorKind::WouldBlock => {}
                Err(cause) => return Err(cause.into()),
            }
        }
    }

    /// Status line and headers of the last answer.
    pub fn head(&self) -> &str {
        let head = self.buffer.get(..self.body).unwrap_or_default();
        std::str::from_utf8(head).unwrap_or_default()
    }

    /// The body of the last answer.
    pub fn body(&self) -> &[u8] {
        self.buffer.get(self.body..).unwrap_or_default()
    }

    /// The names and values of the last answer's headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.head().lines().skip(1).filter_map(|line| line.split_once(": "))
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The value of a cookie the last answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let mut set = self.headers().filter(|(key, _)| key.eq_ignore_ascii_case("set-cookie"));
        let pair = set.find_map(|(_, value)| value.strip_prefix(name)?.strip_prefix('='))?;
        pair.split(';').next().map(str::to_owned)
    }
}

/// The bytes of a request for a page, as a browser that asks for no compression sends it.
pub fn get(path: &str, cookies: &str) -> Vec<u8> {
    let cookies = if cookies.is_empty() { String::new() } else { format!("cookie: {cookies}\r\n") };
    format!("GET {path} HTTP/1.1\r\nhost: gongdi\r\n{cookies}\r\n").into_bytes()
}

/// The bytes of a form being sent.
pub fn post(path: &str, cookies: &str, pairs: &[(&str, &str)]) -> Vec<u8> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let kind = "application/x-www-form-urlencoded";
    format!(
        "POST {path} HTTP/1.1\r\nhost: gongdi\r\ncookie: {cookies}\r\ncontent-type: {kind}\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
