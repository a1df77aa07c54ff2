//! `xianfeng rulebook`: what a clerk checks before a meeting adopts it. Neither configuration nor
//! database is there.

use std::fs;

use xianfeng_infra::rulebooks::{self, READY};
use xianfeng_tests::{Program, Storage};

use super::life::beside;

#[tokio::test]
async fn a_ready_book_is_printed_changed_and_checked() {
    let storage = Storage::empty().await;
    // A configuration that no other command would start with.
    let program = Program::on(&storage).with("database.url", "nonsense").with("privacy.data_key", "short");
    let file = storage.directory().join("rulebook.toml");
    beside(move || {
        let path = file.to_str().expect("UTF-8");
        let listed = program.run(&["rulebook", "ready"]).done();
        for (code, name, text) in READY {
            assert!(listed.contains(code) && listed.contains(name), "{listed}");
            assert_eq!(program.run(&["rulebook", "ready", code]).done(), *text);
            fs::write(&file, text).expect("written");
            let told = program.run(&["rulebook", "check", path]).done();
            assert!(told.starts_with("台账没有错误："), "{told}");
        }
        assert!(program.run(&["rulebook", "ready", "nowhere"]).ended_with(1).contains("chishiqiao"));

        fs::write(&file, rulebooks::CHISHIQIAO).expect("written");
        let told = program.run(&["rulebook", "check", path]).done();
        for part in ["每季度", "类别 5 个：离任、在职、普通、流动、年老", "清零 1", "每年60 分", "等次 4 个：优秀"]
        {
            assert!(told.contains(part), "{part}: {told}");
        }
    })
    .await;
}

#[tokio::test]
async fn each_fault_has_its_line_with_its_path() {
    let storage = Storage::empty().await;
    let program = Program::on(&storage);
    let file = storage.directory().join("rulebook.toml");
    beside(move || {
        let path = file.to_str().expect("UTF-8");
        let check = |text: &[u8]| {
            fs::write(&file, text).expect("written");
            program.run(&["rulebook", "check", path]).ended_with(1)
        };
        let wrong = rulebooks::CHISHIQIAO
            .replace("closing_unit = \"quarter\"", "closing_unit = \"week\"")
            .replace("points = \"0.5\"", "points = \"0.125\"");
        let told = check(wrong.as_bytes());
        let lines: Vec<_> = told.lines().collect();
        assert!(lines[0].starts_with("closing_unit: 只能写："), "{told}");
        assert_eq!(lines[1], "items[1].points（第 2 个：疫情防控走访排查）: 最多两位小数，例如 \"0.25\"。");
        assert!(told.contains("处需要改正"), "{told}");
        assert!(check(b"name = \n").contains("document: 第 1 行第 8 列："));
        assert!(check(b"name = \"\xd6\xd0\"\n").contains("另存为 UTF-8"), "a text of GBK");
        assert!(check(&vec![b'#'; 10 * 1024 * 1024]).contains("最多 1024 KB"));
        let told = program.run(&["rulebook", "check", "/nowhere/at/all.toml"]).ended_with(1);
        assert!(told.contains("/nowhere/at/all.toml"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn the_schema_is_printed_and_written() {
    let storage = Storage::empty().await;
    let program = Program::on(&storage);
    let file = storage.directory().join("schema.json");
    beside(move || {
        let path = file.to_str().expect("UTF-8");
        let _ = program.run(&["rulebook", "schema", path]).done();
        let written = fs::read_to_string(&file).expect("written");
        assert_eq!(written, program.run(&["rulebook", "schema"]).done());
        assert_eq!(written, rulebooks::schema_json());
        assert!(serde_json::from_str::<serde_json::Value>(&written).expect("JSON").is_object());
    })
    .await;
}
