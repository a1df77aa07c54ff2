//! The attendance rate (出勤率).

/// How many of a thousand expected attendances were kept, rounded to the nearest: who made up for
/// an absence kept it, leave does not count as coming. `None` where nothing was expected, which is
/// not zero.
pub fn permille(kept: u32, expected: u32) -> Option<u32> {
    let (kept, expected) = (u64::from(kept), u64::from(expected));
    let rounded = (2000 * kept + expected).checked_div(2 * expected)?;
    u32::try_from(rounded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_of_what_was_expected() {
        assert_eq!(permille(0, 0), None);
        assert_eq!(permille(0, 7), Some(0));
        assert_eq!(permille(2, 3), Some(667));
        assert_eq!(permille(u32::MAX, u32::MAX), Some(1000));
    }
}
