//! 看法设置 — Language, light and size, kept in the reader's own browser.

use axum::http::{HeaderValue, header};
use kernel::{PlaceCode, Stage, Subject};
use web::{Cx, Reply, Verb};

use super::policy;

pub(super) fn verb() -> Verb {
    Verb::page("ground-session-settings", "/settings", policy::may_settings, get)
}

/// `GET /settings?elder=on&back=/…`
async fn get(cx: Cx) -> Reply {
    cx.may(policy::may_settings, &Subject::at(PlaceCode::nowhere(), Stage::Listen))?;
    let back = cx.query("back").filter(|b| local(b)).unwrap_or_else(|| "/".to_owned());
    let mut response = cx.go(&back);
    for (name, allowed) in [
        ("lang", &["zh-Hans", "en"][..]),
        ("theme", &["auto", "light", "dark"]),
        ("elder", &["on", "off"]),
    ] {
        let Some(value) = cx.query(name).filter(|v| allowed.contains(&v.as_str())) else {
            continue;
        };
        let cookie =
            format!("gongdi_{name}={value}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

/// A path of this host: one leading slash, no second, nothing a browser reads as another host.
fn local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t'])
        && path.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn settings_never_lead_to_another_host() {
        assert!(local("/places/420115?x=1"));
        for bad in
            ["//evil.example", "https://evil.example", "/\\evil.example", "", "/\t/evil.example"]
        {
            assert!(!local(bad), "{bad:?}");
        }
    }
}
