//! 页 — Pages drawn fresh in a small and in a large house, by turns: every main page, and whatever finds matters.

use std::time::Instant;

use kernel::Role;

use crate::Outcome;
use crate::client::{Client, get};
use crate::county::{BUSY, COUNTY, QUIET, STREET};
use crate::house::House;
use crate::load::quantile;
use crate::table::{Aim, Table};

/// How often each page is asked for.
const TIMES: usize = 150;
/// A page slower than this is asked for less often, so that one slow page does not eat the run (seconds).
const PATIENCE: f64 = 6.0;

/// A page: name, who looks, address.
type Page = (String, Role, String);

/// What somebody writes who has a matter that others had before.
const WRITTEN: &str = "3号楼下水道堵了，味道飘到六楼";

fn written(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Whatever finds matters by words: while somebody writes, and by searching for what many, few and none said, for
/// a name as it sounds, in a community and in the whole county.
pub fn finding(_: &House) -> Vec<Page> {
    let near = |at: &str| format!("/places/{at}/near?text={}", written(WRITTEN));
    let mut pages = vec![
        ("near, busiest community".to_owned(), Role::Resident, near(BUSY)),
        ("near, a small community".to_owned(), Role::Resident, near(QUIET)),
    ];
    for (name, words) in [
        ("what many said", "路灯"),
        ("two words", "路灯 东门口"),
        ("a sentence", "幼儿园门口的井盖松动"),
        ("one character", "灯"),
        ("what nobody said", "想学书法"),
        ("a name as it sounds", "dijiedao"),
    ] {
        for (level, at) in [("community", BUSY), ("county", COUNTY)] {
            let path = format!("/places/{at}/search?words={}", written(words));
            pages.push((format!("search, {name}, {level}"), Role::Worker, path));
        }
    }
    pages
}

/// The main pages.
pub fn main(house: &House) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut add = |name: &str, role, path: String| pages.push((name.to_owned(), role, path));
    let text = written(WRITTEN);
    add("front", Role::Worker, "/".to_owned());
    for (level, at) in [("community", BUSY), ("street", STREET), ("county", COUNTY)] {
        let place = |rest: &str| format!("/places/{at}{rest}");
        add(&format!("place, {level}"), Role::Worker, place(""));
        add(&format!("board, {level}"), Role::Worker, place("/board"));
        for list in ["problem", "task", "outcome"] {
            add(&format!("{list} list, {level}"), Role::Worker, place(&format!("/lists/{list}")));
        }
        add(&format!("dispatch, {level}"), Role::Worker, place("/dispatch"));
        add(&format!("rates, {level}"), Role::Worker, place("/rates"));
        add(&format!("open data, {level}"), Role::Worker, place("/open-data"));
    }
    add("matter", Role::Worker, format!("/{COUNTY}/matters/{}", house.typical));
    add("matters behind a number", Role::Worker, format!("/places/{BUSY}/matters?standing=open"));
    add("near search", Role::Resident, format!("/places/{BUSY}/near?text={text}"));
    add("report form", Role::Resident, format!("/places/{BUSY}/report"));
    add("record", Role::Worker, format!("/{COUNTY}/record"));
    add("record entry with proof", Role::Worker, format!("/{COUNTY}/record/17"));
    add("desk, community", Role::Worker, "/desk".to_owned());
    add("desk, county", Role::County, "/desk".to_owned());
    pages
}

/// One page's times in milliseconds.
#[derive(Debug, Default)]
struct Times {
    millis: Vec<f64>,
    bytes: usize,
}

impl Times {
    async fn take(&mut self, client: &mut Client, request: &[u8], name: &str) -> Outcome {
        let begun = Instant::now();
        let status = client.ask(request).await?;
        self.millis.push(begun.elapsed().as_secs_f64() * 1000.0);
        self.bytes = client.body().len();
        if status == 200 { Ok(()) } else { Err(format!("{name} answered with {status}").into()) }
    }
}

/// Measures such pages; ours is the large house, the reference the small one.
pub async fn grow(
    small: &House,
    large: &House,
    pages: fn(&House) -> Vec<Page>,
    aim: Aim,
) -> Outcome<Table> {
    let mut table = Table::default();
    let (mut few, mut many) = (Client::open(small.at).await?, Client::open(large.at).await?);
    for ((name, role, path), (_, _, same)) in pages(large).into_iter().zip(pages(small)) {
        let (there, here) = (request(large, role, &path), request(small, role, &same));
        let (mut lots, mut little) = (Times::default(), Times::default());
        // The first look warms the statements up and is not counted.
        lots.take(&mut many, &there, &name).await?;
        little.take(&mut few, &here, &name).await?;
        (lots.millis, little.millis) = (Vec::new(), Vec::new());
        let begun = Instant::now();
        for _ in 0..TIMES {
            lots.take(&mut many, &there, &name).await?;
            little.take(&mut few, &here, &name).await?;
            if begun.elapsed().as_secs_f64() > PATIENCE {
                break;
            }
        }
        let kb = |bytes: usize| bytes.div_ceil(1024);
        let name = format!("{name} ({} / {} KB)", kb(lots.bytes), kb(little.bytes));
        let median = |times: &mut Times| quantile(&mut times.millis, 50);
        let shown = |times: &mut Times| format!("ms, p95 {:.1}", quantile(&mut times.millis, 95));
        let (ours, reference) = (shown(&mut lots), shown(&mut little));
        let (ours, reference) = ((median(&mut lots), &*ours), (median(&mut little), &*reference));
        table.add(&name, ours, reference, aim);
    }
    Ok(table)
}

/// A request of somebody who is signed in: such pages are drawn anew each time.
fn request(house: &House, role: Role, path: &str) -> Vec<u8> {
    let cookies = match role {
        Role::County => &house.cookies.county,
        Role::Resident => &house.cookies.resident,
        _ => &house.cookies.worker,
    };
    get(path, cookies)
}
