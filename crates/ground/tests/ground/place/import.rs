//! Importing statistical divisions.

use std::io::Write as _;
use std::path::Path;

use ground::place::import::{Reason, Release, import};
use ground::place::{load, put, was};
use kernel::{Level, PlaceCode};
use testkit::World;

use super::{Folder, brought, code, each, sample, samples};

/// The places testkit has: 42, 4205, 420583, 420583001, 420583001003, 420583001004 are in the samples.
const KNOWN: u64 = 6;
const ROWS: u64 = 1 + 2 + 3 + 4 + 6;

fn later(complete: bool) -> Release {
    Release::try_new("2024-06-30", complete).unwrap()
}

#[tokio::test]
async fn files_in_any_order_become_a_tree_and_a_second_import_changes_nothing() {
    for w in each().await {
        let report = brought(&w, &samples(), Release::default()).await.unwrap();
        assert_eq!((report.bad, &report.listed), (0, &vec![]), "{}", w.engine);
        assert_eq!((report.new, report.renamed, report.unchanged), (ROWS - KNOWN, 0, KNOWN));

        let mut tx = w.tx().await;
        let place = load(&mut tx, &code("420115402005")).await.unwrap();
        assert_eq!((place.name.as_str(), place.kind.as_str()), ("凤凰社区", "community"));
        assert_eq!((place.since.as_str(), place.until), ("2023-06-30", None));
        // What was known keeps the day it began.
        assert_eq!(load(&mut tx, &code("4205")).await.unwrap().since, "2023-03-01");
        drop(tx);

        let again = brought(&w, &samples(), Release::default()).await.unwrap();
        assert_eq!((again.new, again.renamed, again.unchanged, again.bad), (0, 0, ROWS, 0));
    }
}

#[tokio::test]
async fn bad_rows_are_left_out_with_their_line_and_reason() {
    for w in each().await {
        brought(&w, &samples(), Release::default()).await.unwrap();
        let file = sample("villages_bad.csv");
        let report = brought(&w, std::slice::from_ref(&file), Release::default()).await.unwrap();
        let listed: Vec<_> = report.listed.iter().map(|b| (b.line, b.reason)).collect();
        assert_eq!(
            listed,
            [
                (3, Reason::Code),
                (4, Reason::Above),
                (5, Reason::Nameless),
                (7, Reason::Damaged),
                (8, Reason::Damaged),
                (9, Reason::Orphan),
                (11, Reason::Twice),
                (12, Reason::Code),
            ],
            "{}",
            w.engine
        );
        assert!(report.listed.iter().all(|b| b.file == file));
        assert_eq!((report.bad, report.new, report.unchanged, report.repeated), (8, 1, 1, 1));
        let mut tx = w.tx().await;
        assert_eq!(load(&mut tx, &code("420583001010")).await.unwrap().name, "余家溪社区");
        for missing in ["420583001206", "420583001207", "420583001208", "420583009201"] {
            assert!(load(&mut tx, &code(missing)).await.is_err(), "{missing}");
        }
    }
}

#[tokio::test]
async fn a_rename_keeps_the_code_the_old_name_and_the_ways_below() {
    for w in each().await {
        brought(&w, &samples(), Release::default()).await.unwrap();
        let folder = Folder::new(&format!("rename_{}", w.engine));
        let street = folder
            .file("街道.csv", "code,name,areaCode\n420583001,\"新马家店街道\",420583\n".as_bytes());
        let report = brought(&w, &[street], later(false)).await.unwrap();
        assert_eq!((report.renamed, report.new, report.unchanged, report.bad), (1, 0, 0, 0));

        let mut tx = w.tx().await;
        let street = load(&mut tx, &code("420583001")).await.unwrap();
        assert_eq!((street.name.as_str(), street.until), ("新马家店街道", None));
        let before = was(&mut tx, &code("420583001")).await.unwrap();
        let before: Vec<_> =
            before.iter().map(|b| (b.name.as_str(), b.since.as_str(), b.until.as_str())).collect();
        assert_eq!(before, [("马家店街道", "2023-03-01", "2024-06-29")], "{}", w.engine);
        let estate = load(&mut tx, &code(testkit::ESTATE)).await.unwrap();
        assert_eq!(estate.way, "湖北省 / 宜昌市 / 枝江市 / 新马家店街道 / 七口堰社区 / 国税小区");
        let elsewhere = load(&mut tx, &code("420115086016")).await.unwrap();
        assert_eq!(elsewhere.way, "湖北省 / 武汉市 / 江夏区 / 佛祖岭街道 / 凤凰社区");
        drop(tx);
        w.visitor().get("/places/420583001").await.ok().shows("曾用名：马家店街道");

        // The communities of the earlier files come again under the new way: nothing changes.
        let again = brought(&w, &[sample("villages.csv")], later(false)).await.unwrap();
        assert_eq!((again.renamed, again.unchanged), (0, 6));
        // A second renaming follows on the first without a gap.
        let mut tx = w.tx().await;
        put(&mut tx, &code("420583001"), "street", "马家店街道").await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = w.tx().await;
        let before = was(&mut tx, &code("420583001")).await.unwrap();
        assert!(before.iter().any(|b| b.name == "新马家店街道" && b.since == "2024-06-30"));
        assert!(before.iter().all(|b| b.since <= b.until));
    }
}

#[tokio::test]
async fn a_complete_release_ends_what_it_no_longer_has_and_others_end_nothing() {
    for w in each().await {
        brought(&w, &samples(), Release::default()).await.unwrap();
        let folder = Folder::new(&format!("complete_{}", w.engine));
        let fewer = "code,name,streetCode\n420583001003,七口堰社区居民委员会,420583001\n";
        let file = folder.file("villages.csv", fewer.as_bytes());

        let report = brought(&w, std::slice::from_ref(&file), later(false)).await.unwrap();
        assert_eq!((report.ended, report.unchanged), (0, 1));

        let broken =
            folder.file("broken.csv", format!("{fewer}42058,坏社区,420583001\n").as_bytes());
        let report = brought(&w, &[broken], later(true)).await.unwrap();
        assert_eq!((report.ended, report.not_ended), (0, vec![Level::Community]));

        let report = brought(&w, std::slice::from_ref(&file), later(true)).await.unwrap();
        assert_eq!((report.ended, report.not_ended), (5, vec![]), "{}", w.engine);
        let mut tx = w.tx().await;
        let ended = load(&mut tx, &code("420583001205")).await.unwrap();
        assert_eq!(ended.until.as_deref(), Some("2024-06-29"));
        // Streets and places of our own are no communities of the release.
        for stays in ["420583001", testkit::COMMUNITY, testkit::ESTATE] {
            assert_eq!(load(&mut tx, &code(stays)).await.unwrap().until, None, "{stays}");
        }
        drop(tx);
        assert_eq!(brought(&w, &[file], later(true)).await.unwrap().ended, 0);

        // What comes back is valid again, and the days it had are kept.
        let back = Release::try_new("2025-06-30", false).unwrap();
        let report = brought(&w, &[sample("villages.csv")], back).await.unwrap();
        assert_eq!((report.new, report.unchanged), (5, 1));
        let mut tx = w.tx().await;
        let again = load(&mut tx, &code("420583001205")).await.unwrap();
        assert_eq!((again.since.as_str(), again.until), ("2025-06-30", None));
        let before = was(&mut tx, &code("420583001205")).await.unwrap();
        assert_eq!(
            (before[0].since.as_str(), before[0].until.as_str()),
            ("2023-06-30", "2024-06-29")
        );
    }
}

#[tokio::test]
async fn gzip_gb18030_and_byte_order_marks_are_read_by_content() {
    for w in each().await {
        let folder = Folder::new(&format!("encodings_{}", w.engine));
        let mut files = Vec::new();
        for name in ["areas.csv", "streets.csv"] {
            let text = std::fs::read_to_string(sample(name)).unwrap();
            let (bytes, _, lossy) = encoding_rs::GB18030.encode(&text);
            assert!(!lossy);
            files.push(folder.file(name, &bytes));
        }
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(&std::fs::read(sample("villages.csv")).unwrap()).unwrap();
        let packed = gzip.finish().unwrap();
        // A name that says nothing of gzip; cities.csv begins with a byte order mark.
        files.push(folder.file("villages.txt", &packed));
        files.push(sample("cities.csv"));
        let report = brought(&w, &files, Release::default()).await.unwrap();
        assert_eq!((report.new, report.bad), (ROWS - KNOWN, 0), "{}: {report:?}", w.engine);
        let mut tx = w.tx().await;
        let place = load(&mut tx, &code("420102002003")).await.unwrap();
        assert_eq!(place.way, "湖北省 / 武汉市 / 江岸区 / 大智街道 / 保成社区");
        drop(tx);

        let cut = folder.file("cut.csv.gz", &packed[..packed.len() / 2]);
        let fault = brought(&w, &[cut], Release::default()).await.unwrap_err().to_string();
        assert!(fault.contains("cut.csv.gz"), "{fault}");
        let fault = brought(&w, &[folder.0.join("没有.csv")], Release::default()).await;
        assert!(fault.unwrap_err().to_string().contains("没有.csv"));
    }
}

#[tokio::test]
async fn a_file_nobody_knows_is_left_out_and_the_others_are_read() {
    for w in each().await {
        let folder = Folder::new(&format!("unknown_{}", w.engine));
        let empty = folder.file("empty.csv", b"");
        let other = folder.file("other.csv", "编号,姓名\n1,甲\n".as_bytes());
        let mut files = samples();
        files.extend([empty, other]);
        let report = brought(&w, &files, Release::default()).await.unwrap();
        let listed: Vec<_> = report.listed.iter().map(|b| (b.line, b.reason)).collect();
        assert_eq!(listed, [(1, Reason::Header), (1, Reason::Header)]);
        assert_eq!((report.bad, report.new), (2, ROWS - KNOWN));
    }
}

#[tokio::test]
async fn a_list_of_short_names_does_not_take_away_the_official_ones() {
    for w in each().await {
        brought(&w, &samples(), Release::default()).await.unwrap();
        let folder = Folder::new(&format!("short_{}", w.engine));
        let short = "code,name,streetCode\n420583001205,滕家河村,420583001\n";
        let short = folder.file("short.csv", short.as_bytes());
        let report = brought(&w, &[short], Release::default()).await.unwrap();
        assert_eq!((report.unchanged, report.renamed), (1, 0));
        let mut tx = w.tx().await;
        put(&mut tx, &code("420583001205"), "community", "滕家河村").await.unwrap();
        let found = ground::place::search(&mut tx, "滕家河村村民委员会", 2).await.unwrap();
        assert_eq!(found.len(), 1, "{}", w.engine);
    }
}

#[test]
fn a_release_needs_a_day() {
    assert!(Release::try_new("2023-06-31", false).is_err());
    assert!(Release::try_new("", true).is_err());
    assert_eq!(Release::try_new("2023-06-30", false).unwrap(), Release::default());
}

/// The real communities of Hubei, where the data lies beside the project; the country is imported by
/// the same code.
#[tokio::test]
async fn the_real_communities_of_hubei() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/divisions");
    let file = |name: &str| data.join(name);
    if !file("hubei_villages_2023.csv").exists() {
        return;
    }
    let w = World::sqlite(Vec::new(), Vec::new()).await;
    let files =
        ["hubei_villages_2023.csv", "streets.csv", "areas.csv", "cities.csv", "provinces.csv"]
            .map(file);
    let mut steps = Vec::new();
    let mut told = |p: ground::place::import::Progress<'_>| steps.push((p.level, p.rows, p.of));
    let now = w.app.clock.now();
    let report = import(&w.app.db, &files, &Release::default(), now, &mut told).await.unwrap();
    assert_eq!(report.bad, 0, "{:?}", report.listed);
    let above = 31 + 342 + 2_978 + 41_352;
    assert_eq!(report.new + report.unchanged + report.renamed, above + 27_057);
    assert_eq!(report.renamed, 0, "the places of the tests are named as in the release");
    assert_eq!(steps.last(), Some(&(Level::Community, 27_057, 27_057)));
    assert!(steps.windows(2).all(|two| two[0].0 < two[1].0 || two[0].1 < two[1].1));

    let mut tx = w.tx().await;
    let found = ground::place::search(&mut tx, "江夏 凤凰", 30).await.unwrap();
    let both: Vec<&PlaceCode> =
        found.iter().filter(|p| p.name == "凤凰社区").map(|p| &p.code).collect();
    assert_eq!(both, [&code("420115086016"), &code("420115402005")]);
    let found = ground::place::search(&mut tx, "大塘村村民委员会", 30).await.unwrap();
    assert!(found.iter().any(|p| p.name == "大塘村"));
}
