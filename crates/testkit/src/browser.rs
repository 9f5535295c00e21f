//! 浏览器 — A browser without a network: cookies, forms with their hidden fields, redirects, and the JSON API.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response, header};
use http_body_util::BodyExt;
use serde_json::Value as Json;
use tower::ServiceExt;

use crate::{Page, World};

/// Somebody's browser.
#[derive(Debug, Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new(world: &World) -> Self {
        Self { router: world.router.clone(), cookies: BTreeMap::new() }
    }

    /// Keeps a cookie, e.g. `gongdi_lang` = `en` or `gongdi_elder` = `on`.
    pub fn keep_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    fn cookie_header(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        pairs.join("; ")
    }

    async fn send(&mut self, request: Request<Body>) -> Response<Body> {
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("our cookies are ASCII");
            let (name, rest) = text.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }

    fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder().method(method).uri(path).header(header::COOKIE, self.cookie_header())
    }

    /// Opens a page, following redirects.
    pub async fn get(&mut self, path: &str) -> Page {
        let mut path = path.to_owned();
        for _ in 0..5 {
            let uri: String = encode(&path);
            let request = self.request(Method::GET, &uri).body(Body::empty()).expect("a request");
            let response = self.send(request).await;
            match location(&response) {
                Some(next) => path = next,
                None => return page(&path, response).await,
            }
        }
        panic!("{path} redirects in circles");
    }

    /// Opens a form's page, fills it in as given, sends it as the page would, and follows where it leads.
    pub async fn post(&mut self, path: &str, typed: &[(&str, &str)]) -> Page {
        let form = self.get(path).await;
        self.submit(&form, typed).await
    }

    /// Sends the form of a page that is open (twice, for a double click).
    pub async fn submit(&mut self, form: &Page, typed: &[(&str, &str)]) -> Page {
        assert!(
            form.status == 200 || form.has_form(),
            "{} has no form:\n{}",
            form.path,
            form.text()
        );
        let mut pairs = form.hidden();
        pairs.retain(|(k, _)| !typed.iter().any(|(t, _)| t == k));
        pairs.extend(typed.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
        let action = form.action();
        self.post_raw(&action, &pairs).await
    }

    /// Sends exactly these pairs: for missing tokens and other bad input.
    pub async fn post_raw(&mut self, path: &str, pairs: &[(String, String)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        self.post_bytes(path, body.into_bytes()).await
    }

    /// Sends exactly these bytes as a form.
    pub async fn post_bytes(&mut self, path: &str, body: Vec<u8>) -> Page {
        let request = self
            .request(Method::POST, &encode(path))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        let response = self.send(request).await;
        match location(&response) {
            Some(next) => self.get(&next).await,
            None => page(path, response).await,
        }
    }

    /// Reads a page as JSON.
    pub async fn api_get(&mut self, path: &str) -> (u16, Json) {
        let uri = encode(&format!("/api/v1{path}"));
        let request = self.request(Method::GET, &uri).body(Body::empty()).expect("a request");
        json(self.send(request).await).await
    }

    /// Acts over the API with an idempotency key.
    pub async fn api_post(&mut self, path: &str, key: &str, body: Json) -> (u16, Json) {
        let request = self
            .request(Method::POST, &encode(&format!("/api/v1{path}")))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key)
            .body(Body::from(body.to_string()))
            .expect("a request");
        json(self.send(request).await).await
    }
}

fn location(response: &Response<Body>) -> Option<String> {
    let to = response.headers().get(header::LOCATION)?;
    Some(to.to_str().expect("our addresses are ASCII").to_owned())
}

async fn page(path: &str, response: Response<Body>) -> Page {
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.expect("a body").to_bytes();
    let html = String::from_utf8(bytes.to_vec()).expect("pages are UTF-8");
    Page { path: path.to_owned(), status, html }
}

async fn json(response: Response<Body>) -> (u16, Json) {
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.expect("a body").to_bytes();
    let value = serde_json::from_slice(&bytes)
        .unwrap_or_else(|e| panic!("not JSON ({e}): {}", String::from_utf8_lossy(&bytes)));
    (status, value)
}

/// Percent-encodes what a browser would (Chinese in queries), leaving the rest.
fn encode(path: &str) -> String {
    let mut out = String::new();
    for c in path.chars() {
        if c.is_ascii_graphic() {
            out.push(c);
        } else {
            out.extend(form_urlencoded::byte_serialize(c.to_string().as_bytes()));
        }
    }
    out.replace('+', "%20")
}
