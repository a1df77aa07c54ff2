//! The zip archive that an .xlsx file is: looked through before any of it is parsed.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::read::{Limits, ReadError};

/// More files than any real workbook has.
const FILES_AT_MOST: usize = 1_000;
/// How the container of old .xls files and of encrypted workbooks begins.
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Refuses what is no plain .xlsx, and what unpacks to more than the limit.
///
/// Sizes stated in the archive can lie, so everything is unpacked once and counted.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadError::FileTooLarge { max: limits.file_bytes });
    }
    if bytes.starts_with(&COMPOUND_FILE) {
        return Err(if is_encrypted(bytes) { ReadError::Encrypted } else { ReadError::OldFormat });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::NotAWorkbook)?;
    if archive.len() > FILES_AT_MOST {
        return Err(ReadError::TooMuchContent);
    }
    let mut left = limits.unpacked_bytes;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| ReadError::NotAWorkbook)?;
        let unpacked = io::copy(&mut file.take(left.saturating_add(1)), &mut io::sink());
        let unpacked = unpacked.map_err(|_| ReadError::NotAWorkbook)?;
        left = left.checked_sub(unpacked).ok_or(ReadError::TooMuchContent)?;
    }
    Ok(())
}

/// An encrypted workbook is a compound file with a stream of this name, in UTF-16.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}
