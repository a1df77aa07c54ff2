//! Documents that were adopted before they said their format: the ready book of the first release,
//! which no township could have changed yet. An adopted version stays readable for good.

use std::borrow::Cow;

/// The document in the first numbered format. One that says its format is as it is.
pub(super) fn numbered(document: &str) -> Cow<'_, str> {
    let is_numbered = |line: &str| line.trim_start().starts_with("format") || line.trim_start().starts_with('{');
    if document.lines().any(is_numbered) {
        return Cow::Borrowed(document);
    }
    let lines = document.lines().map(|line| match line.trim() {
        "pro_rata = true" => "joiners = \"pro_rata\"\nleavers = \"keep\"",
        "pro_rata = false" => "joiners = \"full\"\nleavers = \"keep\"",
        _ => line,
    });
    let lines: Vec<&str> = std::iter::once("format = 1").chain(lines).collect();
    Cow::Owned(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use xianfeng_domain::rulebook::{Joiners, Leavers};

    use super::super::{CHISHIQIAO, parse};
    use super::*;

    #[test]
    fn a_document_of_the_first_release_still_reads() {
        let old = "name = \"旧台账\"\nclosing_unit = \"quarter\"\norganizations_in_scope = [\"village\"]\n\
            [base]\npoints = \"60\"\nper = \"year\"\npro_rata = true\n[[categories]]\ncode = \"ordinary\"\n\
            name = \"普通\"\n[[items]]\ncode = \"patrol\"\nname = \"巡山\"\naspect = \"服务\"\nkind = \"addition\"\n\
            points = \"1\"\nunit = \"次\"\ncaps = [{ per = \"month\", points = \"4\" }]\n";
        let book = parse(&numbered(old)).expect("it reads");
        assert_eq!((book.base.joiners, book.base.leavers), (Joiners::ProRata, Leavers::Keep));
        assert_eq!(book.items.len(), 1);
        assert!(parse(old).is_err());
        assert!(matches!(numbered(CHISHIQIAO), Cow::Borrowed(_)));
    }
}
