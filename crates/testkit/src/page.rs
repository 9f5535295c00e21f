//! 页面 — A page as a test sees it: by what people read, never by class.

use scraper::{ElementRef, Html, Selector};

/// A page that was opened.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it is.
    pub path: String,
    /// The HTTP status.
    pub status: u16,
    /// The source.
    pub html: String,
}

fn all(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

fn words(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

impl Page {
    fn document(&self) -> Html {
        Html::parse_document(&self.html)
    }

    /// Everything the page says in its main part.
    pub fn text(&self) -> String {
        let document = self.document();
        let main = document.select(&all("main")).next();
        main.map_or_else(|| self.html.clone(), words)
    }

    /// The page must have been served without complaint.
    ///
    /// # Panics
    /// When it was not 200.
    pub fn ok(&self) -> &Self {
        assert_eq!(self.status, 200, "{}: {}", self.path, self.text());
        self
    }

    /// The page must have this status.
    ///
    /// # Panics
    /// When it has another.
    pub fn status(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}: {}", self.path, self.text());
        self
    }

    /// The page must say this somewhere in its main part.
    ///
    /// # Panics
    /// When it does not.
    pub fn shows(&self, words: &str) -> &Self {
        let text = self.text();
        assert!(text.contains(words), "{} does not say “{words}” but:\n{text}", self.path);
        self
    }

    /// The page must not say this.
    ///
    /// # Panics
    /// When it does.
    pub fn hides(&self, words: &str) -> &Self {
        assert!(!self.html.contains(words), "{} says “{words}”", self.path);
        self
    }

    /// The heading.
    pub fn heading(&self) -> String {
        self.document().select(&all("h1")).next().map(words).unwrap_or_default()
    }

    /// Where the first link or button-link with these words leads.
    ///
    /// # Panics
    /// When there is none.
    pub fn link(&self, label: &str) -> String {
        let document = self.document();
        let found = document.select(&all("a[href]")).find(|a| words(*a).contains(label));
        let found = found
            .unwrap_or_else(|| panic!("{} has no link “{label}”:\n{}", self.path, self.text()));
        found.value().attr("href").unwrap_or_default().to_owned()
    }

    /// Whether there is a link with these words.
    pub fn has_link(&self, label: &str) -> bool {
        self.document().select(&all("a[href]")).any(|a| words(a).contains(label))
    }

    /// Whether there is a form in the main part.
    pub fn has_form(&self) -> bool {
        self.document().select(&all("main form[method=post]")).next().is_some()
    }

    pub(crate) fn action(&self) -> String {
        let document = self.document();
        let form = document.select(&all("main form[method=post]")).next();
        let action = form.and_then(|f| f.value().attr("action")).map(str::to_owned);
        action.filter(|a| !a.is_empty()).unwrap_or_else(|| self.path.clone())
    }

    /// The first form's hidden fields and what already stands in it, as a browser would send them.
    pub fn hidden(&self) -> Vec<(String, String)> {
        let document = self.document();
        let Some(form) = document.select(&all("main form[method=post]")).next() else {
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for field in form.select(&all("input[name], textarea[name], select[name]")) {
            let name = field.value().attr("name").unwrap_or_default().to_owned();
            let kind = field.value().attr("type").unwrap_or("text");
            let value = match field.value().name() {
                "textarea" => field.text().collect::<String>().trim_start_matches('\n').to_owned(),
                "select" => field
                    .select(&all("option[selected]"))
                    .next()
                    .and_then(|o| o.value().attr("value"))
                    .unwrap_or_default()
                    .to_owned(),
                _ if matches!(kind, "radio" | "checkbox")
                    && field.value().attr("checked").is_none() =>
                {
                    continue;
                }
                _ => field.value().attr("value").unwrap_or_default().to_owned(),
            };
            pairs.push((name, value));
        }
        pairs
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> String {
        self.hidden().into_iter().find(|(k, _)| k == name).map(|(_, v)| v).unwrap_or_default()
    }

    /// The page in outline, for snapshots: headings, links, fields and buttons in order; ids and times as `…`.
    pub fn outline(&self) -> String {
        let document = self.document();
        let mut lines = Vec::new();
        for e in document.select(&all("main h1, main h2, main h3, main a[href], main label, main legend, main button, main th, main dt")) {
            let text = words(e);
            if text.is_empty() {
                continue;
            }
            lines.push(match e.value().name() {
                "h1" => format!("# {text}"),
                "h2" => format!("## {text}"),
                "h3" => format!("### {text}"),
                "a" => format!("[{text}]"),
                "button" => format!("({text})"),
                "label" | "legend" => format!("{text}: ____"),
                _ => format!("- {text}"),
            });
        }
        lines.iter().map(|l| redact(l)).collect::<Vec<_>>().join("\n")
    }
}

/// Ids (eight and more of our letters, with a digit or all capitals) and clock times become `…`.
fn redact(line: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in line.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() {
            word.push(c);
            continue;
        }
        let id = (word.len() == 8 || word.len() >= 16)
            && word.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
            && !word.bytes().all(|b| b.is_ascii_digit());
        out.push_str(if id { "…" } else { &word });
        word.clear();
        out.push(c);
    }
    out.trim_end().to_owned()
}
