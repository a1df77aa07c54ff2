//! Arrows run one way: demo → api → infra → domain, and each layer names only what is its own.

use std::fs;
use std::path::{Path, PathBuf};

use super::workspace;

fn dependencies(manifest: &str) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().expect("a manifest");
    manifest["dependencies"].as_table().expect("dependencies").keys().cloned().collect()
}

pub(super) fn sources(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        match path.extension() {
            _ if path.is_dir() => found.extend(sources(&path)),
            Some(extension) if extension == "rs" => found.push(path),
            _ => {}
        }
    }
    found
}

/// The rules are pure: no runtime, no database, no serialization, no clock, no randomness.
#[test]
fn the_domain_depends_on_values_only() {
    let manifest = fs::read_to_string(workspace().join("domain/Cargo.toml")).expect("the manifest");
    let allowed = ["chrono", "chrono-tz", "sha2", "thiserror", "unicode-normalization", "uuid"];
    for name in dependencies(&manifest) {
        assert!(allowed.contains(&name.as_str()), "the domain must not depend on {name}");
    }
}

#[test]
fn no_layer_depends_on_one_above_it() {
    for (layer, below) in [
        ("domain", &[][..]),
        ("migrations", &[]),
        ("infra", &["xianfeng-domain", "xianfeng-migrations"]),
        ("api", &["xianfeng-domain", "xianfeng-infra"]),
        ("demo", &["xianfeng-domain", "xianfeng-infra", "xianfeng-api"]),
    ] {
        let manifest = fs::read_to_string(workspace().join(layer).join("Cargo.toml")).expect("the manifest");
        for name in dependencies(&manifest).iter().filter(|name| name.starts_with("xianfeng-")) {
            assert!(below.contains(&name.as_str()), "{layer} must not depend on {name}");
        }
    }
}

/// The API knows stores, not their engines.
#[test]
fn the_api_names_no_database_and_no_redis_driver() {
    let manifest = fs::read_to_string(workspace().join("api/Cargo.toml")).expect("the manifest");
    for driver in ["sea-orm", "sea-orm-migration", "sqlx", "redis"] {
        assert!(!dependencies(&manifest).iter().any(|name| name == driver), "api must not depend on {driver}");
    }
}

/// Small files: above 400 lines somebody must ask why. The one table of error codes is looked up,
/// not read.
#[test]
fn no_file_outgrows_its_purpose() {
    for layer in ["domain", "migrations", "infra", "api", "demo", "tests"] {
        for file in sources(&workspace().join(layer)) {
            let lines = fs::read_to_string(&file).expect("a source file").lines().count();
            let is_table = file.ends_with("api/src/http/problem/table.rs");
            assert!(lines <= 400 || is_table, "{} has {lines} lines", file.display());
        }
    }
}
