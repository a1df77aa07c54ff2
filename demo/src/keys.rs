//! The demonstration's own keys, made at its first start and kept beside its database.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rand::RngCore;
use toml::{Table, Value};

/// Reads the keys at `path`, which are made and written there if `may_make`; a part of the
/// configuration.
pub(crate) fn read_or_make(path: &Path, may_make: bool) -> io::Result<Table> {
    match fs::read_to_string(path) {
        Ok(text) => text.parse().map_err(|_| io::Error::other("keys.toml is damaged: start with --fresh")),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Err(_) if !may_make => Err(io::Error::other(
            "keys.toml is gone, without it nobody's phone can be read: \
                                                     start with --fresh",
        )),
        Err(_) => {
            let keys = make();
            write(path, &keys.to_string())?;
            Ok(keys)
        }
    }
}

fn make() -> Table {
    let mut keys = Table::new();
    for (section, key) in
        [("auth", "signing_key"), ("privacy", "data_key"), ("privacy", "lookup_key"), ("wechat", "secret")]
    {
        let mut random = [0; 32];
        rand::rng().fill_bytes(&mut random);
        let section = keys.entry(section).or_insert_with(|| Value::Table(Table::new()));
        if let Value::Table(section) = section {
            section.insert(key.to_owned(), Value::String(STANDARD.encode(random)));
        }
    }
    keys
}

/// For its owner's eyes only.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_differ_and_are_for_the_owner_only() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("keys.toml");
        assert!(read_or_make(&path, false).is_err());
        let keys = read_or_make(&path, true).unwrap();
        assert_eq!(keys, read_or_make(&path, false).unwrap());
        assert_ne!(keys["privacy"]["data_key"], keys["privacy"]["lookup_key"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
