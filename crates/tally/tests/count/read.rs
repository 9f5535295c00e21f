//! 读票 — Cases of `tally::read`, good files and bad ones.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;
use tally::profile::{Heap, Profile};
use tally::read::{self, Bad, Kind, MAX_BALLOTS, blt, categories, preflib, write_blt};

use super::open;

/// Every open BLT file reads, with as many ballots and first preferences as were published.
#[test]
fn open_blt_files() {
    for kind in ["stv_scottish", "condorcet", "stv_meek"] {
        let Some(folder) = open::folder(&format!("C_elections/{kind}")) else { return };
        let files = [open::files(&folder, ".blt.gz"), open::files(&folder, ".blt")].concat();
        assert!(!files.is_empty());
        for path in files {
            let profile = blt(&open::bytes(&path)).unwrap();
            assert_eq!(blt(write_blt(&profile).as_bytes()).as_ref(), Ok(&profile));
            let stem = path.to_string_lossy().replace(".gz", "").replace(".blt", "");
            let expected: Value = open::json(Path::new(&format!("{stem}.expected.json")));
            if kind != "stv_scottish" {
                continue;
            }
            assert_eq!(expected["valid"], profile.cast(), "{stem}");
            assert_eq!(expected["seats"], profile.seats.unwrap());
            assert_eq!(expected["candidates"], Value::from(profile.candidates.clone()));
            for (index, votes) in first_preferences(&profile).into_iter().enumerate() {
                let official = &expected["stages"][0]["votes"][(index + 1).to_string()];
                assert_eq!(*official, format!("{votes}.00000"), "{stem}");
            }
        }
    }
}

fn first_preferences(profile: &Profile) -> Vec<u64> {
    let mut votes = vec![0; profile.candidates.len()];
    for heap in &profile.heaps {
        if let Some([first]) = heap.ranking.first().map(Vec::as_slice) {
            votes[*first] += heap.count;
        }
    }
    votes
}

#[test]
fn open_preflib_files() {
    let Some(folder) = open::folder("C_elections/irv_nsw") else { return };
    let files = open::files(&folder, ".soi.gz");
    assert!(!files.is_empty());
    for path in files {
        let kind = Kind::of_name(&path.to_string_lossy()).unwrap();
        let profile = preflib(&open::bytes(&path), kind).unwrap();
        let stem = path.to_string_lossy().replace(".gz", "");
        let expected: Value = open::json(Path::new(&format!("{stem}.expected.json")));
        assert_eq!(expected["title"], profile.title);
        let first = expected["rounds"][0].as_object().unwrap();
        for (index, votes) in first_preferences(&profile).into_iter().enumerate() {
            assert_eq!(first[&(index + 1).to_string()], votes, "{stem}");
        }
    }
}

/// What a profile promises whoever counts it.
fn sound(profile: &Profile) {
    let names = profile.candidates.len();
    assert!((1..=read::MAX_CANDIDATES).contains(&names));
    assert!(profile.seats.is_none_or(|seats| (1..=names).contains(&(seats as usize))));
    assert!(profile.withdrawn.iter().all(|&index| index < names));
    assert!(profile.cast() <= MAX_BALLOTS);
    let mut rankings = BTreeSet::new();
    for Heap { ranking, count } in &profile.heaps {
        assert!(*count > 0 && rankings.insert(ranking));
        assert!(ranking.iter().all(|step| !step.is_empty() && step.is_sorted()));
        let mut once = BTreeSet::new();
        assert!(ranking.iter().flatten().all(|&index| index < names && once.insert(index)));
    }
}

/// Every reader on one file: each refuses it, saying where and what, or keeps its promises.
fn read_all(bytes: &[u8]) {
    let kinds = [Kind::Soc, Kind::Soi, Kind::Toc, Kind::Toi, Kind::Cat];
    let orders = kinds.map(|kind| preflib(bytes, kind));
    for profile in [blt(bytes), read::ranks(bytes)].into_iter().chain(orders) {
        match profile {
            Ok(profile) => sound(&profile),
            Err(Bad { zh, en, .. }) => assert!(!zh.is_empty() && en.len() < 400),
        }
    }
    if let Ok(read) = categories(bytes) {
        assert!(read.sortings.iter().all(|sorting| sorting.categories.len() == read.names.len()));
    }
    if let Ok(papers) = read::marks(bytes) {
        assert!(papers.heaps.iter().all(|paper| paper.count > 0));
    }
    if let Ok(scores) = read::scores(bytes) {
        let whole = |heap: &tally::ballot::Scored| heap.scores.len() == scores.candidates.len();
        assert!(scores.heaps.iter().all(whole));
    }
}

const GOOD: [&str; 5] = [
    "4 2\n-2\n3 1 3 4 0\n2 4 1=3 0\n(a) 1 2 0\n1 - 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"D\"\n\"T\"\n",
    "# DATA TYPE: toi\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 6\n# NUMBER UNIQUE ORDERS: 3\n\
     # ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n\
     3: {2,1}, 3\n2: 3,2,1\n1: 2\n",
    "# DATA TYPE: cat\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 6\n# NUMBER CATEGORIES: 2\n\
     # CATEGORY NAME 1: Yes\n# CATEGORY NAME 2: No\n# ALTERNATIVE NAME 1: A\n\
     # ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n5: 1,{2,3}\n1: {},{1,2,3}\n",
    "票号,居民甲,居民乙,另选人,张数\n1,√,,赵、钱,3\n2,×,√,,1\n3,空白,,,2\n",
    "居民甲,居民乙,居民丙,备注\n1,2,3,\n2,1,,邮寄\n,,1,\n",
];

/// A change such as a bad copy or a slip of the hand makes.
#[derive(Clone, Debug)]
enum Slip {
    Put(usize, char),
    Cut(usize, usize),
    Twice(usize, usize),
    End(usize),
}

fn slips() -> impl Strategy<Value = Vec<Slip>> {
    let signs: Vec<char> = "0123456789 -=,:{}()#\"\n\t\\.√×○x甲０\u{feff}\0".chars().collect();
    let slip = prop_oneof![
        4 => (any::<usize>(), prop::sample::select(signs)).prop_map(|(at, c)| Slip::Put(at, c)),
        2 => (any::<usize>(), 1_usize..12).prop_map(|(at, length)| Slip::Cut(at, length)),
        1 => (any::<usize>(), 1_usize..40).prop_map(|(at, length)| Slip::Twice(at, length)),
        1 => any::<usize>().prop_map(Slip::End),
    ];
    prop::collection::vec(slip, 1..4)
}

fn slipped(text: &str, slips: &[Slip]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for slip in slips {
        let place = |at: usize| at % (chars.len() + 1);
        match *slip {
            Slip::Put(at, c) => chars.insert(place(at), c),
            Slip::Cut(at, length) => {
                let (from, to) = (place(at), (place(at) + length).min(chars.len()));
                chars.drain(from..to);
            }
            Slip::Twice(at, length) => {
                let (from, to) = (place(at), (place(at) + length).min(chars.len()));
                let part: Vec<char> = chars[from..to].to_vec();
                chars.splice(from..from, part);
            }
            Slip::End(at) => chars.truncate(place(at)),
        }
    }
    chars.into_iter().collect()
}

fn profiles() -> impl Strategy<Value = Profile> {
    let name = "[ -~甲乙丙「」]{0,12}";
    (prop::collection::vec(name, 1..7), name).prop_flat_map(|(candidates, title)| {
        let count = candidates.len();
        let withdrawn = prop::collection::btree_set(0..count, 0..count);
        let places = prop::collection::vec(prop::option::of(0..count), count);
        let heaps = prop::collection::btree_map(places, 1_u64..1000, 0..8);
        let seats = 1..=u32::try_from(count).unwrap();
        (Just(candidates), Just(title), withdrawn, heaps, seats).prop_map(
            |(candidates, title, withdrawn, heaps, seats)| {
                let mut seen = BTreeSet::new();
                let heap = |(places, count): (Vec<Option<usize>>, u64)| {
                    let ranking: Vec<Vec<usize>> = (0..places.len())
                        .map(|place| {
                            let on = |&index: &usize| places[index] == Some(place);
                            (0..places.len()).filter(on).collect()
                        })
                        .filter(|step: &Vec<usize>| !step.is_empty())
                        .collect();
                    seen.insert(ranking.clone()).then_some(Heap { ranking, count })
                };
                let heaps = heaps.into_iter().filter_map(heap).collect();
                Profile { title, seats: Some(seats), candidates, withdrawn, heaps }
            },
        )
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_all(&bytes);
    }

    #[test]
    fn any_signs_are_read_or_refused(text in "[0-9=\\-#(){},:\"\n √×甲]{0,120}") {
        read_all(text.as_bytes());
    }

    #[test]
    fn slips_are_read_or_refused(which in 0..GOOD.len(), slips in slips()) {
        read_all(slipped(GOOD[which], &slips).as_bytes());
    }

    #[test]
    fn damaged_bytes_are_read_or_refused(
        which in 0..GOOD.len(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = GOOD[which].as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        read_all(&bytes);
    }

    #[test]
    fn what_is_written_reads_back(profile in profiles()) {
        let text = write_blt(&profile);
        prop_assert_eq!(blt(text.as_bytes()), Ok(profile), "{}", text);
    }
}

/// A workbook as office programs pack it: parts deflated or stored, a directory at the end.
fn workbook(parts: &[(&str, &str)], deflated: bool) -> Vec<u8> {
    use std::io::Write as _;
    let four = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let two = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let mut crc = flate2::Crc::new();
        crc.update(text.as_bytes());
        let mut body = text.as_bytes().to_vec();
        if deflated {
            let level = flate2::Compression::fast();
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), level);
            encoder.write_all(text.as_bytes()).unwrap();
            body = encoder.finish().unwrap();
        }
        let sums = [crc.sum().to_le_bytes(), four(body.len()), four(text.len())].concat();
        let method = two(if deflated { 8 } else { 0 });
        let fields = [&two(20)[..], &two(0), &method, &[0; 4], &sums, &two(name.len()), &two(0)];
        let fields = fields.concat();
        let offset = four(file.len());
        file.extend([b"PK\x03\x04", &fields[..], name.as_bytes(), &body].concat());
        let more = [&[0; 10][..], &offset, name.as_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\0", &fields[..], &more].concat());
    }
    let (count, places) = (two(parts.len()), [four(directory.len()), four(file.len())].concat());
    let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &places, &two(0)].concat();
    [file, directory, end].concat()
}

const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="p"><Relationship Id="rId1"
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="选票" sheetId="1" r:id="rId1"/>
    <sheet name="表2" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="x/worksheet"
    Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/worksheet"
    Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Type="x/sharedStrings"
    Target="sharedStrings.xml"/></Relationships>"#;
const STRINGS: &str = r#"<sst uniqueCount="99999999999999"><si><t>居民甲</t></si><si><r><t>居民</t></r>
    <r><t>乙</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></si><si><t>张数</t></si></sst>"#;
const SHEET: &str = r#"<worksheet><dimension ref="Z9:A1"/><sheetData>
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c t="s"><v>2</v></c></row>
    <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="n"><v>2.0</v></c><c r="C2"><v>3</v></c></row>
    <row><c r="B3" t="inlineStr"><is><t>１</t></is></c><c r="C3"><f>1+1</f><v>2</v></c></row>
    <row r="4"><c r="A4" s="1"/></row><row r="9"><c r="B9"><v></v></c></row>
    </sheetData></worksheet>"#;
const EMPTY: &str = "<worksheet><sheetData/></worksheet>";

fn book(sheet: &str, second: &str) -> Vec<(&'static str, String)> {
    [
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/SharedStrings.xml", STRINGS),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/sheet2.xml", second),
    ]
    .map(|(name, text)| (name, text.to_owned()))
    .to_vec()
}

fn packed(parts: &[(&str, String)], deflated: bool) -> Vec<u8> {
    let parts: Vec<_> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    workbook(&parts, deflated)
}

/// A sheet reads as the same table in text does.
#[test]
fn a_workbook_reads_as_its_text() {
    let text = read::ranks("居民甲,居民乙,张数\n1,2,3\n,1,2\n".as_bytes()).unwrap();
    for deflated in [false, true] {
        let bytes = packed(&book(SHEET, EMPTY), deflated);
        assert_eq!(read::ranks(&bytes).as_ref(), Ok(&text));
    }
}

#[test]
fn what_a_workbook_may_not_hold() {
    let refused = |sheet: &str, second: &str| {
        read::ranks(&packed(&book(sheet, second), true)).expect_err(sheet).line
    };
    assert_eq!(refused(SHEET, SHEET), 1);
    assert_eq!(refused(EMPTY, EMPTY), 0);
    for (from, to, line) in [
        ("<c r=\"A2\"><v>1</v>", "<c r=\"A2\" t=\"e\"><v>#N/A</v>", 2),
        ("<c r=\"A2\"><v>1</v>", "<c r=\"A2\" t=\"d\"><v>2026-01-01</v>", 2),
        ("<c r=\"A2\"><v>1</v>", "<c r=\"A2\"><v>1.5</v>", 2),
        ("<c r=\"A2\"><v>1</v>", "<c r=\"D2\"><v>1</v>", 0),
        ("<c r=\"A2\"><v>1</v>", "<c r=\"A7\"><v>1</v>", 0),
        ("<c t=\"s\"><v>2</v>", "<c t=\"s\"><v>3</v>", 0),
        ("<row r=\"2\">", "<row r=\"1\">", 0),
        ("<row r=\"4\"><c r=\"A4\" s=\"1\"/>", "<row r=\"6\"><c r=\"A6\"><v>1</v></c>", 4),
        ("</sheetData>", "", 0),
        ("<worksheet>", "<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>", 0),
    ] {
        let sheet = SHEET.replacen(from, to, 1);
        assert_ne!(sheet, SHEET, "{from}");
        assert_eq!(refused(&sheet, EMPTY), line, "{from} → {to}");
    }
    // Little when packed, a thousand times as much unpacked.
    let bomb = format!("<worksheet>{}</worksheet>", " ".repeat(read::MAX_WORKBOOK));
    let bytes = packed(&book(&bomb, EMPTY), true);
    assert!(bytes.len() < read::MAX_WORKBOOK >> 6);
    assert!(read::marks(&bytes).unwrap_err().en.contains("unpacks to over"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_damaged_workbook_is_refused(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        deflated: bool,
    ) {
        let good = packed(&book(SHEET, EMPTY), deflated);
        let text = read::ranks(&good).unwrap();
        let mut bytes = good.clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        // Times and versions in the archive do not matter; whatever else differs is found.
        if let Ok(read) = read::ranks(&bytes) {
            prop_assert_eq!(read, text);
        }
        read_all(bytes.get(..at).unwrap());
    }

    #[test]
    fn slips_inside_a_workbook_are_read_or_refused(part in 0_usize..6, slips in slips()) {
        let mut parts = book(SHEET, EMPTY);
        parts[part].1 = slipped(&parts[part].1, &slips);
        read_all(&packed(&parts, false));
    }
}

/// A table in any encoding offices use says the same.
#[test]
fn a_table_in_gb18030_reads_the_same() {
    let plain = read::marks(GOOD[3].as_bytes()).unwrap();
    let bytes = encoded(GOOD[3]);
    assert!(std::str::from_utf8(&bytes).is_err());
    assert_eq!(read::marks(&bytes), Ok(plain.clone()));
    let windows = format!("\u{feff}{}", GOOD[3].replace('\n', "\r\n"));
    assert_eq!(read::marks(windows.as_bytes()), Ok(plain));
}

/// GB18030 of the signs in use here, by hand: two bytes each.
fn encoded(text: &str) -> Vec<u8> {
    let two = |c: char| match c {
        '票' => [0xc6, 0xb1],
        '号' => [0xba, 0xc5],
        '居' => [0xbe, 0xd3],
        '民' => [0xc3, 0xf1],
        '甲' => [0xbc, 0xd7],
        '乙' => [0xd2, 0xd2],
        '另' => [0xc1, 0xed],
        '选' => [0xd1, 0xa1],
        '人' => [0xc8, 0xcb],
        '张' => [0xd5, 0xc5],
        '数' => [0xca, 0xfd],
        '√' => [0xa1, 0xcc],
        '×' => [0xa1, 0xc1],
        '赵' => [0xd5, 0xd4],
        '钱' => [0xc7, 0xae],
        '、' => [0xa1, 0xa2],
        '空' => [0xbf, 0xd5],
        '白' => [0xb0, 0xd7],
        _ => panic!("{c}"),
    };
    let bytes = |c: char| if c.is_ascii() { vec![c as u8] } else { two(c).to_vec() };
    text.chars().flat_map(bytes).collect()
}

/// Many lines of few different ballots take little: they are merged as they are read.
#[test]
fn equal_ballots_are_merged() {
    let mut file = String::from("3 1\n");
    for line in 0..300_000 {
        file.push_str(["1 1 2 3 0\n", "1 2 3 0\n", "2 3=1 0\n"][line % 3]);
    }
    file.push_str("0\nA\nB\nC\n");
    let profile = blt(file.as_bytes()).unwrap();
    assert_eq!((profile.heaps.len(), profile.cast()), (3, 400_000));
}
