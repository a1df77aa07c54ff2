//! What a document says where it stands: a whole book, or a layer on the one above.

use xianfeng_domain::rulebook::{LayerFault, RuleBook};

use super::document::{Document, Fault};

/// The book that holds with a document: itself, or the layer without what does not fit above,
/// and what that is. A layer needs a book above.
pub fn compose(document: Document, above: Option<&RuleBook>) -> (Option<RuleBook>, Vec<Fault>) {
    match (document, above) {
        (Document::Book(book), _) => (Some(book), Vec::new()),
        (Document::Layer(layer), Some(above)) => {
            let (book, faults) = layer.fitting(above);
            (Some(book), faults.iter().map(told).collect())
        }
        (Document::Layer(_), None) => {
            let zh = "上级没有生效的台账，不能只写补充条款；请先由上级采用台账，或写一份完整的台账。";
            let en = "No rule book is in force above: have one adopted there first, or write a whole book.";
            (None, vec![Fault { path: "document".to_owned(), subject: None, zh: zh.to_owned(), en: en.to_owned() }])
        }
    }
}

fn told(fault: &LayerFault) -> Fault {
    let zh = match fault {
        LayerFault::TooManyItems { most, .. } => format!("上级只允许增加 {most} 个项目，请删去多出的项目。"),
        LayerFault::CodeTaken { .. } => "这个项目代码已经有了，请换一个代码。".to_owned(),
        LayerFault::TooManyPoints { most, .. } => format!("增加的项目最多 {most} 分，请改小分值。"),
        LayerFault::Kind { .. } => "上级不允许增加这一类项目，请删去。".to_owned(),
        LayerFault::Aspect { .. } => "上级不允许在这个方面增加项目，请换一个方面或删去。".to_owned(),
        LayerFault::ItemCategory { .. } => "上级台账没有这个党员类别，请改用上级的类别。".to_owned(),
        LayerFault::NoSuchItem { .. } => "上级台账没有这个项目，请检查代码或删去这一条。".to_owned(),
        LayerFault::NotNarrowable { .. } => "上级不允许改动这个项目，请删去这一条。".to_owned(),
        LayerFault::Wider { min, max, .. } => format!("分值只能在上级的 {min} 到 {max} 分之间，请修改。"),
        LayerFault::NarrowCap { .. } => "上限只能用于加分项目，并且要大于零，请修改。".to_owned(),
        LayerFault::NarrowCategory { .. } => "类别只能在上级允许的类别中选，至少选一个，请修改。".to_owned(),
        LayerFault::BelowWider => "给下级的权限不能大于上级给本级的权限，请改小。".to_owned(),
    };
    Fault { path: fault.path(), subject: None, zh, en: fault.to_string() }
}
