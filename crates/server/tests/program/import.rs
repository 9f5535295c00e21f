//! `gongdi import places`: progress and a report that names every row that was left out.

use crate::gongdi::{Folder, command, said};

#[test]
fn places_come_in_bad_rows_stay_out_and_a_second_run_changes_nothing() {
    let folder = Folder::new();
    folder.write("provinces.csv", "code,name\n42,湖北省\n");
    folder.write("cities.csv", "code,name,provinceCode\n4205,宜昌市,42\n");
    folder.write(
        "areas.csv",
        "code,name,cityCode,provinceCode\n420583,枝江市,4205,42\n42O583,枝江市,4205,42\n",
    );
    let import = || {
        command(&[
            "import",
            "places",
            "areas.csv",
            "provinces.csv",
            "cities.csv",
            "--since",
            "2023-06-30",
        ])
        .current_dir(&folder.0)
        .env("GONGDI_DATABASE", "sqlite:data/gongdi.db")
        .output()
        .unwrap()
    };
    let first = import();
    let words = said(&first, &folder.0);
    assert_eq!(first.status.code(), Some(1), "something was left out: {words}");
    assert!(
        words.contains("new 3, renamed 0, unchanged 0, repeated 0, ended 0, left out 1."),
        "{words}"
    );
    assert!(words.contains("✗ areas.csv:3: "), "{words}");
    assert!(!words.contains('⟦'), "{words}");
    assert!(String::from_utf8_lossy(&first.stderr).contains("cities.csv  1/1  100%"), "{words}");
    assert!(said(&import(), &folder.0).contains("new 0, renamed 0, unchanged 3"));
}
