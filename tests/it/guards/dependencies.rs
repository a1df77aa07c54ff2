//! What is linked: the licences and the bans of `deny.toml`, held without cargo-deny being installed.

use std::collections::BTreeSet;
use std::process::Command;

use spdx::{Expression, Licensee, ParseMode};

const DENY: &str = include_str!("../../../deny.toml");

struct Package {
    name: String,
    license: String,
}

/// Every package that is built for Linux, tests and build scripts included.
fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--workspace", "--locked", "--target=x86_64-unknown-linux-gnu"])
        .args(["--edges=normal,build,dev", "--prefix=none", "--format={p}|{l}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("cargo prints UTF-8");
    // A package that was shown before ends with a star.
    let lines: BTreeSet<_> =
        text.lines().map(|line| line.trim_end_matches(" (*)")).filter(|line| !line.is_empty()).collect();
    lines
        .into_iter()
        .map(|line| {
            let (package, license) = line.split_once('|').expect("the format has a bar");
            let name = package.split(' ').next().unwrap_or_default();
            Package { name: name.to_owned(), license: license.to_owned() }
        })
        .collect()
}

fn policy() -> toml::Table {
    DENY.parse().expect("deny.toml is TOML")
}

fn is_allowed(license: &str, allowed: &[Licensee]) -> bool {
    let expression = Expression::parse_mode(license, ParseMode::LAX);
    expression.is_ok_and(|expression| expression.evaluate(|asked| allowed.iter().any(|ours| ours.satisfies(asked))))
}

fn allowed_licenses() -> Vec<Licensee> {
    let policy = policy();
    let names = policy["licenses"]["allow"].as_array().expect("licenses.allow");
    names.iter().map(|name| Licensee::parse(name.as_str().expect("a name")).expect("an SPDX name")).collect()
}

#[test]
fn every_package_has_an_allowed_licence() {
    let allowed = allowed_licenses();
    let packages = packages();
    assert!(packages.len() > 300, "cargo names only {} packages", packages.len());
    let refused: Vec<_> = packages
        .iter()
        .filter(|package| !is_allowed(&package.license, &allowed))
        .map(|package| format!("{}: \"{}\"", package.name, package.license))
        .collect();
    assert!(refused.is_empty(), "licences that deny.toml does not allow: {refused:#?}");
}

#[test]
fn a_choice_of_licences_needs_one_and_a_sum_needs_all() {
    let allowed = allowed_licenses();
    assert!(is_allowed("MIT/Apache-2.0", &allowed));
    assert!(is_allowed("GPL-3.0-or-later OR MIT", &allowed));
    assert!(!is_allowed("GPL-3.0-or-later", &allowed));
    assert!(!is_allowed("MIT AND LGPL-3.0-only", &allowed));
    assert!(!is_allowed("as you like", &allowed));
}

#[test]
fn nothing_banned_is_linked() {
    let policy = policy();
    let bans = policy["bans"]["deny"].as_array().expect("bans.deny");
    let banned: BTreeSet<_> = bans.iter().filter_map(|ban| ban["crate"].as_str()).collect();
    assert!(banned.contains("openssl-sys"));
    let found: Vec<_> =
        packages().into_iter().map(|package| package.name).filter(|name| banned.contains(name.as_str())).collect();
    assert!(found.is_empty(), "banned in deny.toml, with the reason: {found:?}");
}
