//! The roster on the command line: S0-2, on the real shape of the township.

use std::path::Path;

use xianfeng_tests::Program;

use super::life::beside;

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name).display().to_string()
}

#[tokio::test]
async fn the_township_is_imported_once_however_often_it_is_tried() {
    let storage = xianfeng_tests::fixture::migrated().await;
    let program = Program::on(&storage);
    beside(move || {
        let roster = data("roster-chishiqiao.xlsx");
        let import = |file: &str, more: &[&str]| {
            program.run(&[&["import-roster", "--township", "赤石桥乡党委", file][..], more].concat())
        };
        assert!(import(&roster, &[]).ended_with(1).contains("there is no township"));
        let _ = program.run(&["create-admin", "--township", "赤石桥乡党委", "--name", "王海云"]).done();

        let dry = import(&roster, &["--create-branches", "--dry-run"]).done();
        assert!(dry.contains("497 good rows: 497 new") && dry.contains("dry run"), "{dry}");
        let real = import(&roster, &["--create-branches"]).done();
        assert!(real.contains("497 new") && real.contains("imported"), "a dry run writes nothing: {real}");
        let again = import(&roster, &[]).done();
        assert!(again.contains("0 new, 0 changed, 497 unchanged; 0 bad"), "{again}");
        let bad = import(&data("roster-dirty.xlsx"), &[]).ended_with(1);
        assert!(bad.contains("row ") && bad.contains("nothing was written"), "{bad}");
        let verified = program.run(&["verify"]).done();
        assert!(verified.contains("looked at 497 ledgers") && verified.contains("no difference"), "{verified}");
    })
    .await;
}
