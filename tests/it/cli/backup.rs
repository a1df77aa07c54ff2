//! Backup beside the running server, and restore. On MySQL: what to run instead.

use std::fs;

use xianfeng_tests::{Program, StorageKind};

use super::life::beside;

#[tokio::test]
async fn a_backup_of_the_running_server_can_be_restored() {
    let storage = xianfeng_tests::fixture::migrated().await;
    let program = Program::on(&storage);
    let backup = storage.directory().join("backup.db");
    let (kind, directory) = (storage.kind(), storage.directory().to_owned());
    beside(move || {
        let backup_path = backup.to_str().expect("UTF-8");
        if kind == StorageKind::MySql {
            assert!(program.run(&["backup", backup_path]).ended_with(1).contains("mysqldump"));
            assert!(program.run(&["restore", backup_path]).ended_with(1).contains("mysql NAME"));
            return;
        }
        let create = ["create-admin", "--township", "赤石桥乡党委", "--name", "王海云"];
        let serving = program.serve();
        let _ = program.run(&create).done();
        assert!(program.run(&["backup", backup_path]).done().contains("pictures"));
        assert!(program.run(&["backup", backup_path]).ended_with(1).contains("exists already"));
        assert!(program.run(&["restore", backup_path]).ended_with(1).contains("exists already"), "a live database");
        assert_eq!(serving.terminate().0, Some(0));

        let live = directory.join("xianfeng.db");
        fs::remove_file(&live).expect("the database is lost");
        for (name, damage) in [("cut.db", true), ("empty.db", false)] {
            let damaged = directory.join(name);
            let bytes = fs::read(&backup).expect("the backup");
            fs::write(&damaged, if damage { &bytes[..bytes.len() / 2] } else { &[] }).expect("written");
            let told = program.run(&["restore", damaged.to_str().expect("UTF-8")]).ended_with(1);
            assert!(told.contains("cannot be restored"), "{name}: {told}");
            assert!(!live.exists(), "{name}: nothing is put in place");
        }
        assert!(program.run(&["restore", backup_path]).done().contains("is restored"));
        assert!(!program.run(&create).done().contains("made the township"), "the township is back");
        assert!(program.run(&["verify"]).done().contains("no difference"));
        let left: Vec<_> =
            fs::read_dir(&directory).expect("a directory").map(|e| e.expect("an entry").file_name()).collect();
        let stray = |name: &std::ffi::OsString| name.to_string_lossy().contains(".restoring");
        assert!(!left.iter().any(stray), "{left:?}");
    })
    .await;
}
